import fc from 'fast-check'
import { median } from 'simple-statistics'
import { expect, test } from 'vitest'
import { enclose } from '../../../reports/statistics/contrasts.ts'

test('enclose finds by selection what sorting finds', () => {
  const contrasts = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 1500 })
  fc.assert(
    fc.property(contrasts, fc.nat(), (values, cut) => {
      const sorted = values.toSorted((a, b) => a - b)
      const rank = 1 + (cut % Math.ceil(values.length / 2))
      expect(enclose([...values], rank)).toEqual({
        estimate: median(sorted),
        low: sorted[rank - 1],
        high: sorted[sorted.length - rank],
      })
    }),
  )
})

test('enclose has no bounds for a rank below 1', () => {
  expect(enclose([4, 1, 9], 0)).toEqual({ estimate: 4, low: -Infinity, high: Infinity })
})
