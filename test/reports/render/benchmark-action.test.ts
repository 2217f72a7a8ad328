import { describe, expect, test } from 'vitest'
import { actionBenchmarks } from '../../../reports/render/benchmark-action.ts'
import { hostileReport } from '../../support/hostile-report.ts'
import { sampleReport, sampleResult, sampleTrials } from '../../support/sample-report.ts'

const report = sampleReport({
  results: [
    sampleResult({
      trials: sampleTrials({ 'delivery.p99': 13.2, 'delivered.ratio': 0.99925, 'delivery.rate': 20_000 }),
      summary: {
        'delivery.p99': { median: 13.2, low: 12.1, high: 15, n: 3, coverage: 0.75 },
        'delivered.ratio': { median: 0.75, low: 0.5, high: 1, n: 3, coverage: 0.75 },
        'delivery.rate': { median: 20_000, low: 19_000, high: 21_000, n: 3, coverage: 0.75 },
        'delivery.serverCpuMicros': { median: 8.42, low: 8, high: 9, n: 3, coverage: 0.75 },
      },
    }),
  ],
})

describe('figures for github-action-benchmark', () => {
  test('are medians of metrics where smaller is better, and shares turned round', () => {
    expect(actionBenchmarks(report, () => true)).toEqual([
      {
        name: 'fan-out, single, websocket: delivery.p99',
        unit: 'ms',
        value: 13.2,
        range: '12.1 to 15.0',
        extra: 'median over trials, n=3',
      },
      {
        name: 'fan-out, single, websocket: 1 - delivered.ratio',
        unit: '%',
        value: 25,
        range: '0 to 50.0',
        extra: 'median over trials, n=3',
      },
      {
        name: 'fan-out, single, websocket: delivery.serverCpuMicros',
        unit: 'µs',
        value: 8.42,
        range: '8.00 to 9.00',
        extra: 'median over trials, n=3',
      },
    ])
  })

  test('are those that were chosen', () => {
    const chosen = actionBenchmarks(report, ({ id }) => id === 'delivery.p99')
    expect(chosen.map(({ name }) => name)).toEqual(['fan-out, single, websocket: delivery.p99'])
  })

  test('have printable names', () => {
    for (const { name } of actionBenchmarks(hostileReport(), () => true)) expect(name).toMatch(/^[^\p{Cc}\p{Cf}]*$/u)
  })
})
