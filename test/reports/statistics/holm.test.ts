import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holm } from '../../../reports/statistics/holm.ts'
import reference from './reference/reference.json' with { type: 'json' }

const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 })

describe('holm', () => {
  test.each(reference.holm)('adjusts as R does, case %#', ({ ps, adjusted }) => {
    const found = holm(ps)
    found.forEach((p, at) => expect(p).toBeCloseTo(adjusted[at] ?? Number.NaN, 14))
  })

  test('has nothing to adjust for a single test, or none', () => {
    expect(holm([0.03])).toEqual([0.03])
    expect(holm([])).toEqual([])
  })

  test('adjusts upwards, no further than Bonferroni, and keeps the order', () => {
    fc.assert(
      fc.property(probabilities, (ps) => {
        const adjusted = holm(ps)
        ps.forEach((p, at) => {
          expect(adjusted[at]).toBeGreaterThanOrEqual(p)
          expect(adjusted[at]).toBeLessThanOrEqual(Math.min(1, p * ps.length))
          ps.forEach((other, place) => {
            if (other < p) expect(adjusted[place]).toBeLessThanOrEqual(adjusted[at] ?? Number.NaN)
          })
        })
      }),
    )
  })
})
