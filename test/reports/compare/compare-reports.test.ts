import { describe, expect, test } from 'vitest'
import type { TrialResult } from '../../../load/trial-result.ts'
import { compareReports, type CompareOptions } from '../../../reports/compare/compare-reports.ts'
import { ReportError } from '../../../reports/report-error.ts'
import type { Report, Result } from '../../../reports/report.ts'
import { sampleComparison } from '../../support/sample-comparison.ts'
import { sampleReport, sampleResult } from '../../support/sample-report.ts'
import { completedTrial, failedTrial } from '../../support/sample-trial.ts'

type Figures = Readonly<Record<string, readonly number[]>>

/** One completed trial for each value of the metrics given. */
function trialsOf(figures: Figures): TrialResult[] {
  const count = Math.max(...Object.values(figures).map(({ length }) => length))
  return Array.from({ length: count }, (_, at) => {
    const metrics = Object.entries(figures).flatMap(([id, values]) =>
      values[at] === undefined ? [] : [[id, values[at]] as const],
    )
    return completedTrial({ metrics: Object.fromEntries(metrics) })
  })
}

function reportOf(...results: Partial<Result>[]): Report {
  return sampleReport({ results: results.map((fields) => sampleResult({ summary: {}, ...fields })) })
}

function compare(base: Report, head: Report, options?: CompareOptions) {
  return compareReports({ name: 'base.json', report: base }, { name: 'head.json', report: head }, options)
}

function compareFigures(base: Figures, head: Figures, options?: CompareOptions) {
  return compare(reportOf({ trials: trialsOf(base) }), reportOf({ trials: trialsOf(head) }), options)
}

function metricsOf(comparison: ReturnType<typeof compare>) {
  return Object.fromEntries(comparison.results.flatMap(({ metrics }) => metrics).map((metric) => [metric.id, metric]))
}

const eight = [10, 10.01, 10.02, 10.03, 10.04, 10.05, 10.06, 10.07]
const times = (factor: number) => eight.map((value) => value * factor)
const cpu = 'delivery.serverCpuMicros'

describe('compareReports', () => {
  test('has every verdict for the sample reports, and the worst of each result for the result', () => {
    const { verdict, results } = sampleComparison()
    expect(verdict).toBe('worse')
    expect(results.map((result) => [result.scenario, result.target, result.verdict])).toEqual([
      ['fan-out', 'single', 'worse'],
      ['fan-out', 'cluster', 'worse'],
      ['connect', 'single', 'incomparable'],
    ])
    const verdicts = new Set(results.flatMap(({ metrics }) => metrics.map((metric) => metric.verdict)))
    expect(verdicts).toEqual(new Set(['better', 'same', 'unknown', 'worse', 'incomparable', undefined]))
  })

  test('is plain data that survives being written as JSON', () => {
    const comparison = sampleComparison()
    expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison)
  })

  test('says where both reports come from and what only one of them has', () => {
    const { base, head, onlyInBase, onlyInHead } = sampleComparison()
    expect(base).toMatchObject({ name: 'base.json', createdAt: '2026-11-20T12:31:05.120Z' })
    expect(base).not.toHaveProperty('subject')
    expect(head).toMatchObject({ name: 'head.json', subject: { label: 'faster-rooms' } })
    expect([onlyInBase, onlyInHead]).toEqual([['fan-out, single, polling'], ['ack, single, websocket']])
  })

  test('gives the figures of both sides over completed trials', () => {
    const head = [...trialsOf({ [cpu]: [1, 3] }), failedTrial(), ...trialsOf({ [cpu]: [2] })]
    const comparison = compare(reportOf({ trials: trialsOf({ [cpu]: eight }) }), reportOf({ trials: head }))
    expect(metricsOf(comparison)[cpu]).toMatchObject({
      base: { median: 10.035, low: 10, high: 10.07, n: 8 },
      head: { median: 2, low: 1, high: 3, n: 3 },
    })
  })

  test('has a metric of either side in the order of the registry', () => {
    const ids = Object.keys(
      metricsOf(compareFigures({ [cpu]: eight, 'delivery.p99': eight }, { 'connection.heap': eight })),
    )
    expect(ids).toEqual(['delivery.p99', 'connection.heap', cpu])
  })

  test('has no verdict of what only explains other figures', () => {
    const metrics = metricsOf(compareFigures({ 'generator.cpu': eight }, { 'generator.cpu': times(2) }))
    expect(metrics['generator.cpu']).toMatchObject({
      gated: false,
      effect: { estimate: expect.closeTo(1, 2) as number },
    })
    expect(metrics['generator.cpu']).not.toHaveProperty('verdict')
  })
})

describe('compareReports and gated metrics', () => {
  test("takes Holm's correction over those that vary, in all results", () => {
    const figures = { [cpu]: eight, 'delivered.ratio': eight.map(() => 1), 'delivery.p50': eight }
    const changed = { ...figures, [cpu]: times(1.2), 'delivery.p50': times(1.2) }
    const base = reportOf({ trials: trialsOf(figures) }, { transport: 'polling', trials: trialsOf(figures) })
    const head = reportOf({ trials: trialsOf(changed) }, { transport: 'polling', trials: trialsOf(figures) })
    const [websocket] = compare(base, head).results
    const metrics = new Map(websocket?.metrics.map((metric) => [metric.id, metric]))
    const least = 2 / 12_870
    expect(metrics.get(cpu)?.effect?.p).toBeCloseTo(least, 12)
    expect(metrics.get(cpu)?.effect?.adjustedP).toBeCloseTo(2 * least, 12)
    expect(metrics.get('delivered.ratio')?.effect?.adjustedP).toBe(1)
    expect(metrics.get('delivery.p50')?.effect).not.toHaveProperty('adjustedP')
  })

  test('says how many trials it takes among so many of them', () => {
    const few = [10, 10.1, 10.2, 10.3]
    const more = few.map((value) => value * 1.2)
    const comparison = compareFigures({ [cpu]: few, 'delivery.p99': few }, { [cpu]: more, 'delivery.p99': more })
    expect(metricsOf(comparison)[cpu]).toMatchObject({
      verdict: 'unknown',
      reason: '4 and 4 trials cannot show it among 2 gated metrics: at least 5 a side are needed',
    })
  })

  test('does not let others decide', () => {
    const comparison = compareFigures(
      { [cpu]: eight, 'delivery.p50': eight },
      { [cpu]: eight, 'delivery.p50': times(2) },
    )
    expect(metricsOf(comparison)['delivery.p50']?.verdict).toBe('worse')
    expect(comparison.verdict).toBe('same')
  })

  test('lets those decide that it is told to', () => {
    const figures = { [cpu]: eight, 'delivery.p50': eight }
    const gated = ['server.rss', 'delivery.p50']
    const comparison = compareFigures(figures, { [cpu]: times(2), 'delivery.p50': times(0.5) }, { gated })
    expect(comparison.gated).toEqual(['delivery.p50', 'server.rss'])
    expect(comparison.verdict).toBe('better')
  })

  test('takes the limits that it is told to', () => {
    const limits = new Map([[cpu, { relative: 0.25 }]])
    const comparison = compareFigures({ [cpu]: eight }, { [cpu]: times(1.2) }, { limits })
    expect(metricsOf(comparison)[cpu]).toMatchObject({ verdict: 'same', effect: { limit: 0.25 } })
  })

  test('does not let a result decide that has none of them', () => {
    const figures = trialsOf({ [cpu]: eight })
    const others = trialsOf({ 'delivery.p50': eight })
    const report = reportOf({ trials: figures }, { scenario: 'other', trials: others })
    const { verdict, results } = compare(report, report)
    expect(results.map((result) => result.verdict)).toEqual(['same', 'unknown'])
    expect(verdict).toBe('same')
  })

  test('is unknown where nothing that decides was measured', () => {
    expect(compareFigures({ 'delivery.p50': eight }, { 'delivery.p50': eight }).verdict).toBe('unknown')
  })

  test.each([
    [{ gated: ['delivery.p98'] }, 'unknown metric "delivery.p98": did you mean "delivery.p90"?'],
    [{ gated: ['generator.cpu'] }, 'metric "generator.cpu" cannot decide'],
    [{ limits: new Map([['nothing.at.all', { relative: 1 }]]) }, 'unknown metric "nothing.at.all"'],
  ])('refuses %j', (options, message) => {
    expect(() => compareFigures({ [cpu]: eight }, { [cpu]: eight }, options)).toThrow(message)
  })
})

describe('compareReports of what cannot be compared', () => {
  test('keeps the figures where parameters differ, and names them', () => {
    const trials = trialsOf({ [cpu]: eight })
    const base = reportOf({ trials, parameters: { members: 500 } })
    const head = reportOf({ trials, parameters: { members: 600 } })
    const { results, verdict } = compare(base, head)
    const clause = 'parameter members differs: 500 in base, 600 in head'
    expect(results[0]).toMatchObject({ verdict: 'incomparable', incomparable: [clause], parameters: { members: 600 } })
    expect(results[0]?.metrics[0]).toMatchObject({
      verdict: 'incomparable',
      reason: clause,
      base: { n: 8 },
      head: { n: 8 },
    })
    expect(results[0]?.metrics[0]).not.toHaveProperty('effect')
    expect(verdict).toBe('incomparable')
  })

  test('holds the environment against every result', () => {
    const base = reportOf({ trials: trialsOf({ [cpu]: eight }) })
    const head = { ...base, environment: { ...base.environment, cpu: 'Intel Xeon', kernel: '7.0' } }
    const { results, environmentChanges } = compare(base, head)
    expect(results[0]?.incomparable).toEqual(['the CPU model differs: AMD EPYC in base, Intel Xeon in head'])
    expect(environmentChanges.map(({ field, prevents }) => [field, prevents])).toEqual([
      ['cpu', true],
      ['kernel', false],
    ])
  })

  test('compares across versions of packages', () => {
    const base = reportOf({ trials: trialsOf({ [cpu]: eight }) })
    const packages = { ...base.environment.packages, 'socket.io': '5.0.0' }
    expect(compare(base, { ...base, environment: { ...base.environment, packages } }).verdict).toBe('same')
  })

  test('is incomparable where no result is in both', () => {
    const trials = trialsOf({ [cpu]: eight })
    expect(compare(reportOf({ trials }), reportOf({ trials, scenario: 'other' })).verdict).toBe('incomparable')
  })

  test('says which side has no such figure', () => {
    const metrics = metricsOf(
      compareFigures({ [cpu]: eight, 'delivery.p99': eight }, { [cpu]: eight, 'ack.p99': eight }),
    )
    expect(metrics['delivery.p99']).toMatchObject({ verdict: 'incomparable', reason: 'head has no such figure' })
    expect(metrics['ack.p99']).toMatchObject({ verdict: 'incomparable', reason: 'base has no such figure' })
  })

  test('knows nothing of a result of which one side completed no trial', () => {
    const trials = trialsOf({ [cpu]: eight })
    const base = reportOf({ trials }, { scenario: 'other', trials })
    const head = reportOf({ trials }, { scenario: 'other', trials: [failedTrial()] })
    const [, other] = compare(base, head).results
    expect(other).toMatchObject({
      verdict: 'unknown',
      notes: [{ side: 'head', message: '1 of 1 trials failed' }],
      metrics: [{ verdict: 'unknown', reason: 'no trial of head was completed' }],
    })
  })

  test('refuses a report without a completed trial, by its name', () => {
    const base = reportOf({ trials: trialsOf({ [cpu]: eight }) })
    const attempt = () => compare(base, reportOf({ trials: [failedTrial()] }))
    expect(attempt).toThrow(ReportError)
    expect(attempt).toThrow(/^head\.json: no trial was completed, so there is nothing to compare$/)
  })

  test('refuses more trials than an interval can be told for', () => {
    const many = reportOf({ trials: trialsOf({ [cpu]: Array.from({ length: 1001 }, (_, at) => at) }) })
    expect(() => compare(many, many)).toThrow(
      'base.json: 1001 trials of one result are too many: at most 1000 can be compared',
    )
  })
})

describe('compareReports of runs that were made apart', () => {
  const work = { 'message.bytesDown': eight.map(() => 110_000) }
  const ofGenerator = (values: readonly number[]) => ({ 'delivery.generatorCpuMicros': values, ...work })

  test('does not blame the gateway for a machine that ran slower', () => {
    const head = { [cpu]: times(1.15), ...ofGenerator(times(1.15)) }
    const metric = metricsOf(compareFigures({ [cpu]: eight, ...ofGenerator(eight) }, head))[cpu]
    expect(metric?.verdict).toBe('unknown')
    expect(metric?.reason).toMatch(/^the generator, at the same work, took 15 % more CPU/)
  })

  test('blames the gateway where the generator took no more', () => {
    const head = { [cpu]: times(1.15), ...ofGenerator(eight) }
    expect(compareFigures({ [cpu]: eight, ...ofGenerator(eight) }, head).verdict).toBe('worse')
  })
})
