import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aimedCoverage, medianInterval } from '../../../reports/statistics/median-interval.ts'

/** The share of all equally likely ways to fall below (0) or above (1) the true median in which the interval holds it. */
function exactCoverage(n: number, cut: number): number {
  let held = 0
  for (let ways = 0; ways < 2 ** n; ways++) {
    const above = ways.toString(2).replaceAll('0', '').length
    if (above > cut && n - above > cut) held++
  }
  return held / 2 ** n
}

describe('medianInterval', () => {
  test('gives a single value no coverage', () => {
    expect(medianInterval([13])).toEqual({ median: 13, low: 13, high: 13, n: 1, coverage: 0 })
  })

  test('takes minimum and maximum of three values, which cover 75 %', () => {
    expect(medianInterval([15, 12.1, 13.2])).toEqual({ median: 13.2, low: 12.1, high: 15, n: 3, coverage: 0.75 })
  })

  test('reaches 95 % with six values', () => {
    expect(medianInterval([6, 5, 4, 3, 2, 1])).toEqual({ median: 3.5, low: 1, high: 6, n: 6, coverage: 0.96875 })
  })

  test('leaves the outermost values out once the others suffice', () => {
    const values = [9, 1, 8, 2, 7, 3, 6, 4, 5]
    expect(medianInterval(values)).toMatchObject({ median: 5, low: 2, high: 8 })
  })

  test.each([2, 3, 5, 6, 8, 9, 12, 14])('states the exact coverage for %i values', (n) => {
    const values = Array.from({ length: n }, (_, at) => at)
    const { low, coverage } = medianInterval(values)
    expect(coverage).toBeCloseTo(exactCoverage(n, low), 12)
  })

  test('takes the narrowest interval that reaches the aim, for any number of values', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 300 }), (n) => {
        const { low, high, coverage } = medianInterval(Array.from({ length: n }, (_, at) => at))
        const narrower = coverage - 2 * binomial(n, low + 1)
        expect(high).toBe(n - 1 - low)
        expect(coverage).toBeGreaterThanOrEqual(aimedCoverage)
        expect(narrower).toBeLessThan(aimedCoverage)
      }),
    )
  })

  test('does not depend on the order of the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, max: 1e9, min: -1e9 }), { minLength: 1 }),
        (values) => {
          expect(medianInterval(values.toReversed())).toEqual(medianInterval(values))
        },
      ),
    )
  })

  test('leaves its argument as it was', () => {
    const values = [3, 1, 2]
    medianInterval(values)
    expect(values).toEqual([3, 1, 2])
  })

  test.each([
    ['no value', []],
    ['a value that is no number', [1, Number.NaN]],
    ['an infinite value', [Number.POSITIVE_INFINITY]],
    ['more than a thousand values', Array.from({ length: 1001 }, () => 1)],
  ])('refuses %s', (_, values) => {
    expect(() => medianInterval(values)).toThrow(RangeError)
  })
})

/** The probability of k of n, at one half; by logarithms, so that it is another computation than the one under test. */
function binomial(n: number, k: number): number {
  let log = -n * Math.log(2)
  for (let i = 0; i < k; i++) log += Math.log(n - i) - Math.log(i + 1)
  return Math.exp(log)
}
