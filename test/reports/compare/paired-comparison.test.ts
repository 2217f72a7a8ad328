import { describe, expect, test } from 'vitest'
import { compareReports } from '../../../reports/compare/compare-reports.ts'
import type { Effect, MetricComparison } from '../../../reports/compare/comparison.ts'
import { pairedComparison } from '../../../reports/compare/paired-comparison.ts'
import type { PairedDesign } from '../../../reports/compare/paired-design.ts'
import type { Result } from '../../../reports/report.ts'
import { sampleReport, sampleResult, sampleTrials } from '../../support/sample-report.ts'

const id = 'delivery.serverCpuMicros'
const side = { median: 10, low: 9, high: 11, n: 20 }
const effect: Effect = {
  kind: 'relative',
  ...{ estimate: 0.1, low: 0.08, high: 0.12, limit: 0.03 },
  ...{ confidence: 0.99375, p: 0.001, adjustedP: 0.002 },
}
const worse: MetricComparison = { id, gated: true, verdict: 'worse', base: side, head: side, effect }
const design: PairedDesign = {
  batches: [{ name: 'first', pairs: 10, looks: [10] }],
  discardedPairs: 1,
  alphaPerLook: 0.00625,
  stoppedBecause: 'clear',
  maxMinutes: 10,
}

const fanOut = sampleResult({ trials: sampleTrials({ [id]: 8.4, 'delivery.p50': 3.1 }, 10) })
const ack = sampleResult({ scenario: 'ack', trials: sampleTrials({ [id]: 8.4 }, 10) })

function compared(base: readonly Result[], head: readonly Result[] = base) {
  const named = (name: string, results: readonly Result[]) => ({ name, report: sampleReport({ results }) })
  return compareReports(named('base', base), named('head', head), { gated: [id] })
}

test('what the pairs say takes the place of what the trials said apart, up to the verdict of the whole', () => {
  const before = compared([fanOut])
  const after = pairedComparison(before, [{ result: fanOut, metrics: [worse] }], design)
  expect(before.verdict).not.toBe('worse')
  expect(after.verdict).toBe('worse')
  expect(after.results[0]?.verdict).toBe('worse')
  expect(after.results[0]?.metrics.find((metric) => metric.id === id)).toEqual(worse)
  expect(after.paired).toEqual(design)
})

test('each result has its own pairs, in whatever order they are given', () => {
  const same: MetricComparison = { ...worse, verdict: 'same' }
  const paired = [
    { result: ack, metrics: [worse] },
    { result: fanOut, metrics: [same] },
  ]
  const after = pairedComparison(compared([fanOut, ack]), paired, design)
  expect(after.results.map(({ scenario, verdict }) => [scenario, verdict])).toEqual([
    ['fan-out', 'same'],
    ['ack', 'worse'],
  ])
  expect(after.verdict).toBe('worse')
})

describe('what pairs cannot tell of stays as it was', () => {
  test('a metric that they do not have', () => {
    const before = compared([fanOut])
    const after = pairedComparison(before, [{ result: fanOut, metrics: [worse] }], design)
    const p50 = (comparison: typeof before) => comparison.results[0]?.metrics.find((one) => one.id === 'delivery.p50')
    expect(p50(before)).toBeDefined()
    expect(p50(after)).toEqual(p50(before))
  })

  test('a gated metric that one side does not have: it is not comparable', () => {
    const without = sampleResult({ trials: sampleTrials({ 'delivery.p50': 3.1 }, 10) })
    const oneSided: MetricComparison = { id, gated: false, base: side }
    const after = pairedComparison(compared([fanOut], [without]), [{ result: fanOut, metrics: [oneSided] }], design)
    expect(after.verdict).toBe('incomparable')
    expect(after.results[0]?.metrics.find((metric) => metric.id === id)).toMatchObject({
      gated: true,
      reason: 'head has no such figure',
    })
  })

  test('a result whose two sides were not measured alike', () => {
    const other = { ...fanOut, parameters: { ...fanOut.parameters, members: 7 } }
    const before = compared([fanOut], [other])
    const after = pairedComparison(before, [{ result: fanOut, metrics: [worse] }], design)
    expect(after.results).toEqual(before.results)
    expect(after.verdict).toBe('incomparable')
  })

  test('a result of which there is no pair', () => {
    const before = compared([fanOut, ack])
    const after = pairedComparison(before, [{ result: fanOut, metrics: [worse] }], design)
    expect(after.results[1]).toEqual(before.results[1])
  })
})
