import { describe, expect, test } from 'vitest'
import { proportionInterval } from '../../../reports/statistics/proportion-interval.ts'
import reference from './reference/reference.json' with { type: 'json' }

describe('proportionInterval', () => {
  test.each(reference.proportion)(
    'has the interval of R for $successes of $n at $confidence',
    ({ successes, n, confidence, low, high }) => {
      const found = proportionInterval(successes, n, confidence)
      expect(found.low).toBeCloseTo(low, 10)
      expect(found.high).toBeCloseTo(high, 10)
    },
  )

  test('ends at 3 of n for none of n: the rule of three', () => {
    expect(proportionInterval(0, 10_000, 0.9).high).toBeCloseTo(3 / 10_000, 5)
  })

  test.each([
    [3, 2],
    [-1, 5],
    [0, 0],
    [0.5, 2],
  ])('refuses %d of %d', (successes, n) => {
    expect(() => proportionInterval(successes, n, 0.95)).toThrow(RangeError)
  })
})
