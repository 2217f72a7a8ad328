import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { metricOf } from '../../../../reports/metrics.ts'
import { leastSpan, sparkline } from '../../../../reports/render/trend/sparkline.ts'

describe('sparkline', () => {
  test.each([
    ['from the least to the greatest', [1, 2, 3, 4, 5, 6, 7, 8], 0, '▁▂▃▄▅▆▇█'],
    ['values that are all equal in the middle', [3, 3, 3], 0, '▅▅▅'],
    ['a point for what is absent', [1, null, 2], 0, '▁·█'],
    ['a small difference small', [100, 101, 100], 8, '▄▅▄'],
    ['nothing known', [null, null], 1, '··'],
  ])('draws %s', (_, values, least, drawn) => {
    expect(sparkline(values, least)).toBe(drawn)
  })

  test('draws every value that there is as a block', () => {
    const values = fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 })
    fc.assert(
      fc.property(values, fc.double({ noNaN: true, min: 0, max: 1e3 }), (known, least) => {
        expect(sparkline(known, least)).toMatch(/^[▁-█]+$/)
      }),
    )
  })
})

test('the least span is the practical limit, as a share of the first value there is', () => {
  expect(leastSpan(metricOf('delivery.p99'), [null, 20, 40])).toBeCloseTo(2)
  expect(leastSpan(metricOf('connect.failed'), [3])).toBe(0)
})
