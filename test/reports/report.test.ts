import { describe, expect, expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import type { TrialResult } from '../../load/trial-result.ts'
import type { Warning } from '../../load/warning.ts'
import { reportSchema, type Report } from '../../reports/report.ts'
import type { trialSchema, warningSchema } from '../../reports/trial-schema.ts'
import { sampleReport, sampleResult } from '../support/sample-report.ts'
import { completedTrial, failedTrial, interruptedTrial, invalidTrial, sampleLedger } from '../support/sample-trial.ts'

/** Problems as `path: message`, so that a test names the place that it damaged. */
function problemsOf(value: unknown): string[] {
  const issues = reportSchema.safeParse(value).error?.issues ?? []
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

function withTrial(trial: unknown): Report {
  return sampleReport({ results: [sampleResult({ trials: [trial as TrialResult], summary: {} })] })
}

describe('the report schema', () => {
  test('agrees with the TypeScript types of trials and warnings, both ways', () => {
    expectTypeOf<z.output<typeof trialSchema>>().toExtend<TrialResult>()
    expectTypeOf<TrialResult>().toExtend<z.output<typeof trialSchema>>()
    expectTypeOf<z.output<typeof warningSchema>>().toExtend<Warning>()
    expectTypeOf<Warning>().toExtend<z.output<typeof warningSchema>>()
    const trials: TrialResult[] = [
      completedTrial(),
      invalidTrial(),
      failedTrial({ partial: undefined }),
      interruptedTrial(),
    ]
    expect(trials.flatMap((trial) => problemsOf(withTrial(trial)))).toEqual([])
  })

  test('gives back from JSON exactly what was put in', () => {
    const report = sampleReport()
    expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report)
  })

  test('refuses an unknown key in a report, an environment, a result and a trial', () => {
    const report = sampleReport()
    expect(problemsOf({ ...report, note: 1 })).toEqual([': Unrecognized key: "note"'])
    expect(problemsOf({ ...report, environment: { ...report.environment, host: 'x' } })).toHaveLength(1)
    expect(problemsOf({ ...report, results: [{ ...sampleResult(), extra: true }] })).toHaveLength(1)
    expect(problemsOf(withTrial({ ...completedTrial(), reasons: [] }))).toHaveLength(1)
  })

  test('refuses a figure that is no number', () => {
    const trial = completedTrial({ metrics: { 'delivery.p99': Number.NaN } })
    expect(problemsOf(withTrial(trial))).toEqual([
      'results.0.trials.0.metrics.delivery.p99: Invalid input: expected number, received NaN',
    ])
  })

  test('refuses a ledger that does not balance', () => {
    const trial = completedTrial({ ledger: { ...sampleLedger(), lost: 1 } })
    expect(problemsOf(withTrial(trial))).toEqual(['results.0.trials.0.ledger: expected must equal delivered + lost'])
  })

  test('refuses an invalid trial that does not say why', () => {
    expect(problemsOf(withTrial(invalidTrial({ reasons: [] })))).toEqual([
      'results.0.trials.0.reasons: an invalid trial has at least one reason',
    ])
  })

  test('refuses a series with more times than values', () => {
    const series = { rate: { unit: 'per second', at: [0, 1000], values: [1] } }
    expect(problemsOf(withTrial(completedTrial({ series })))).toEqual([
      'results.0.trials.0.series.rate: at and values must be of the same length',
    ])
  })
})
