import { describe, expect, test } from 'vitest'
import type { MetricComparison, Verdict } from '../../../reports/compare/comparison.ts'
import { ReportError } from '../../../reports/report-error.ts'
import { gateVerdict, outcomeOf } from '../../../scripts/compare/outcome.ts'
import { comparedReports, sampleComparison, trendReports } from '../../support/sample-comparison.ts'
import { sampleReport, sampleResult } from '../../support/sample-report.ts'
import { failedTrial } from '../../support/sample-trial.ts'

const metric = (verdict: Verdict, gated = true): MetricComparison => ({ id: 'delivery.p99', gated, verdict })

/** A comparison of one result with these metrics. */
function comparisonOf(metrics: readonly MetricComparison[], onlyInBase: readonly string[] = []) {
  const sample = sampleComparison()
  const { report } = comparedReports().base
  const results = sample.results.slice(0, 1).map((result) => ({ ...result, metrics }))
  const comparison = { ...sample, results, onlyInBase, verdict: 'same' as const }
  return { kind: 'comparison' as const, comparison, base: report, last: report }
}

describe('outcomeOf', () => {
  test('compares two, follows more, and leaves one alone', () => {
    const { base, head } = comparedReports()
    expect(outcomeOf([base, head], {})).toMatchObject({ kind: 'comparison', base: base.report, last: head.report })
    expect(outcomeOf(trendReports(), {})).toMatchObject({ kind: 'trend', last: trendReports().at(-1)?.report })
    expect(outcomeOf([head], {})).toEqual({ kind: 'single', last: head.report })
  })

  test('refuses a report without a completed trial, alone as well', () => {
    const { base } = comparedReports()
    const report = sampleReport({ results: [sampleResult({ trials: [failedTrial()], summary: {} })] })
    const failed = { name: 'failed.json', report }
    const problem = 'failed.json: no trial was completed, so there is nothing to compare'
    for (const reports of [[failed], [base, failed], [base, failed, base]]) {
      expect(() => outcomeOf(reports, {})).toThrow(new ReportError('failed.json', [problem.slice(13)]))
    }
  })
})

describe('what the gate decides by', () => {
  test.each([
    [['worse', 'incomparable', 'better'], 'worse'],
    [['unknown', 'better'], 'unknown'],
    [['incomparable', 'same'], 'unknown'],
    [['incomparable', 'incomparable'], 'incomparable'],
    [['better', 'same'], 'same'],
    [[], 'incomparable'],
  ] as const)('%j is %s', (verdicts, gate) => {
    expect(gateVerdict(comparisonOf(verdicts.map((verdict) => metric(verdict))))).toBe(gate)
  })

  test('is not what is not gated', () => {
    expect(gateVerdict(comparisonOf([metric('worse', false), metric('same')]))).toBe('same')
  })

  test('is unknown where head has lost a result', () => {
    expect(gateVerdict(comparisonOf([metric('same')], ['connect, single, websocket']))).toBe('unknown')
  })

  test('is the last report against the first in a trend', () => {
    expect(gateVerdict(outcomeOf(trendReports(), {}))).toBe('worse')
    expect(gateVerdict(outcomeOf(trendReports().toReversed(), {}))).not.toBe('worse')
  })

  test('is nothing to fail on where there is one report', () => {
    expect(gateVerdict(outcomeOf(trendReports().slice(0, 1), {}))).toBe('same')
  })
})
