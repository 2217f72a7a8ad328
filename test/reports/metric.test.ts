import { describe, expect, test } from 'vitest'
import { durationMetrics, figure } from '../../reports/metric.ts'

describe('durationMetrics', () => {
  test('makes a metric per percentile, in the order in which they are printed', () => {
    const made = durationMetrics({ id: 'delivery', group: 'delivery', what: 'from here to there' })
    expect(made.map(({ id }) => id)).toEqual([
      'delivery.p50',
      'delivery.p90',
      'delivery.p99',
      'delivery.p999',
      'delivery.max',
    ])
  })

  test('describes each as a percentile of the time', () => {
    const [made] = durationMetrics({ id: 'x', group: 'delivery', what: 'from here to there', percentiles: ['p999'] })
    expect(made).toMatchObject({ description: '99.9th percentile of the time from here to there.', unit: 'ms' })
  })

  test('puts a prefix before the short name of the percentile', () => {
    const made = durationMetrics({ id: 'x', group: 'connect', prefix: 'TCP', what: '', percentiles: ['p999', 'max'] })
    expect(made.map(({ label }) => label)).toEqual(['TCP, p99.9', 'TCP, slowest'])
  })

  test('asks more of a tail than of a median before a change matters', () => {
    const made = durationMetrics({ id: 'x', group: 'connect', what: '', percentiles: ['p50', 'p99'] })
    expect(made.map(({ practicalLimit }) => practicalLimit)).toEqual([{ relative: 0.05 }, { relative: 0.1 }])
  })
})

test('figure prints counts exactly and everything else with three digits', () => {
  const described = { id: 'x', group: 'cost', label: 'x', description: 'X.', better: 'lower' } as const
  expect(figure({ ...described, unit: 'count' }).digits).toBe('exact')
  expect(figure({ ...described, unit: 'ms' }).digits).toBe(3)
})
