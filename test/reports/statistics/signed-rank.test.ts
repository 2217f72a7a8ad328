import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { signedRank } from '../../../reports/statistics/signed-rank.ts'
import { seededRandom } from '../../../reports/statistics/random.ts'
import reference from './reference/reference.json' with { type: 'json' }

/** Whole numbers, so that ties and zeros are frequent and sums are exact. */
const coarse = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 30 })
const fine = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1, maxLength: 40 })

describe('signedRank against R', () => {
  test.each(reference.signedRank)('has its p, estimate and interval, case %#', (expected) => {
    const found = signedRank(expected.differences, expected.confidence)
    expect(found.exact).toBe(true)
    expect(found.p).toBeCloseTo(expected.p, 12)
    expect(found.estimate).toBeCloseTo(expected.estimate, 12)
    expect(found.low).toBeCloseTo(expected.low, 12)
    expect(found.high).toBeCloseTo(expected.high, 12)
  })

  test.each(reference.signedRankTies)(
    'has the p of all ways to choose signs where there are ties, case %#',
    (expected) => {
      const found = signedRank(expected.differences, 0.95)
      expect(found.exact).toBe(true)
      expect(found.p).toBeCloseTo(expected.p, 12)
    },
  )

  test.each(reference.signedRankMany)(
    'has its corrected normal approximation for many differences, case %#',
    (expected) => {
      const found = signedRank(expected.differences, 0.95)
      expect(found.exact).toBe(false)
      expect(found.p).toBeCloseTo(expected.p, 10)
    },
  )
})

test('signedRank has the published figures for the depression scale of Hollander and Wolfe, table 3.1', () => {
  const before = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3]
  const after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
  const found = signedRank(
    after.map((value, at) => value - (before[at] ?? 0)),
    0.95,
  )
  expect(found.p).toBeCloseTo(0.0390625, 12)
  expect(found.estimate).toBeCloseTo(-0.46, 12)
  expect([found.low, found.high]).toEqual([expect.closeTo(-0.786, 12), expect.closeTo(-0.01, 12)])
})

describe('signedRank', () => {
  test('has no bounds where there are too few differences for the confidence', () => {
    expect(signedRank([1, 2, 3, 4, 5], 0.95)).toMatchObject({ estimate: 3, low: -Infinity, high: Infinity, p: 0.0625 })
  })

  test('takes the extremes as bounds from 6 differences on at 95 %', () => {
    expect(signedRank([1, 2, 3, 4, 5, 6], 0.95)).toMatchObject({ low: 1, high: 6, p: 0.03125 })
  })

  test('reaches a confidence that so few differences reach exactly', () => {
    expect(signedRank([1, 2, 3, 4, 5], 1 - 2 / 2 ** 5)).toMatchObject({ low: 1, high: 5 })
  })

  test('finds nothing in zeros, however few', () => {
    expect(signedRank([0], 0.95)).toEqual({ estimate: 0, low: 0, high: 0, confidence: 0.95, p: 1, exact: true })
  })

  test('keeps zeros among the averages, which p leaves out', () => {
    const found = signedRank([0, 0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 5], 0.95)
    expect(found.p).toBeCloseTo(0.03125, 12)
    expect(found).toMatchObject({ low: 0, high: 5 })
  })

  test('takes the exact distribution of up to 60 differences with ties and 200 without', () => {
    const distinct = Array.from({ length: 201 }, (_, at) => at + 1)
    const tied = Array.from({ length: 61 }, (_, at) => (at % 50) + 1)
    const exact = [distinct, distinct.slice(1), tied, tied.slice(1)].map((values) => signedRank(values, 0.95).exact)
    expect(exact).toEqual([false, true, false, true])
  })

  test('agrees with its approximation where one takes over from the other', () => {
    const random = seededRandom(5)
    const differences = Array.from({ length: 200 }, () => random() - 0.45)
    const exact = signedRank(differences, 0.95)
    const more = signedRank([...differences, exact.estimate], 0.95)
    expect(more.exact).toBe(false)
    expect(Math.abs(more.p - exact.p)).toBeLessThan(0.01)
    expect(Math.abs(more.low - exact.low)).toBeLessThan(0.005)
  })

  test.each([
    ['no difference', []],
    ['one that is no number', [1, Number.NaN]],
    ['an infinite one', [Infinity]],
  ])('refuses %s', (_, differences) => {
    expect(() => signedRank(differences, 0.95)).toThrow(RangeError)
  })

  test('leaves its argument as it was', () => {
    const differences = [3, -1, 2, 9, 4, 4, -8]
    signedRank(differences, 0.9)
    expect(differences).toEqual([3, -1, 2, 9, 4, 4, -8])
  })
})

describe('signedRank of any differences', () => {
  test('turns its sign when they do', () => {
    fc.assert(
      fc.property(coarse, (differences) => {
        const [one, other] = [
          signedRank(differences, 0.9),
          signedRank(
            differences.map((difference) => -difference),
            0.9,
          ),
        ]
        expect(other.p).toBeCloseTo(one.p, 12)
        expect([-other.estimate, -other.high, -other.low].map(plain)).toEqual(
          [one.estimate, one.low, one.high].map(plain),
        )
      }),
    )
  })

  test('moves with them', () => {
    fc.assert(
      fc.property(coarse, fc.integer({ min: -50, max: 50 }), (differences, by) => {
        fc.pre(new Set(differences).size > 1)
        const one = signedRank(differences, 0.9)
        const other = signedRank(
          differences.map((difference) => difference + by),
          0.9,
        )
        expect([other.estimate, other.low, other.high].map(plain)).toEqual(
          [one.estimate + by, one.low + by, one.high + by].map(plain),
        )
      }),
    )
  })

  test('holds the estimate within the interval', () => {
    fc.assert(
      fc.property(coarse, fc.double({ min: 0.01, max: 0.999, noNaN: true }), (differences, confidence) => {
        const { low, estimate, high } = signedRank(differences, confidence)
        expect(low).toBeLessThanOrEqual(estimate)
        expect(high).toBeGreaterThanOrEqual(estimate)
      }),
    )
  })

  test('excludes zero exactly where p is at most what the confidence leaves, without ties', () => {
    fc.assert(
      fc.property(fine, fc.constantFrom(0.8, 0.9, 0.95, 0.99), (differences, confidence) => {
        const distinct = new Set(differences.map(Math.abs))
        fc.pre(distinct.size === differences.length && !distinct.has(0))
        const { low, high, p } = signedRank(differences, confidence)
        expect(low > 0 || high < 0).toBe(p <= 1 - confidence + 1e-12)
      }),
    )
  })

  test('lies between 0 and 1 with p', () => {
    fc.assert(
      fc.property(coarse, (differences) => {
        const { p } = signedRank(differences, 0.9)
        expect(p).toBeGreaterThan(0)
        expect(p).toBeLessThanOrEqual(1)
      }),
    )
  })
})

test.each([12, 150, 250])('signedRank bounds %i differences by the same distribution that p comes from', (n) => {
  const random = seededRandom(21)
  const differences = Array.from({ length: n }, () => random() - 0.5 + 0.8 / Math.sqrt(n))
  const { p } = signedRank(differences, 0.5)
  expect(signedRank(differences, 1 - p * 1.0001).low).toBeGreaterThan(0)
  expect(signedRank(differences, 1 - p * 0.9999).low).toBeLessThan(0)
})

describe('signedRank over many samples', () => {
  test.each([
    ['continuous', (uniform: number) => uniform - 0.5],
    ['rounded, with ties and zeros', (uniform: number) => Math.round(8 * (uniform - 0.5))],
  ])('holds the true location as often as it says when values are %s', (_, shape) => {
    const random = seededRandom(11)
    const samples = 4000
    let held = 0
    let alarms = 0
    for (let at = 0; at < samples; at++) {
      const { low, high, p } = signedRank(
        Array.from({ length: 12 }, () => shape(random())),
        0.95,
      )
      if (low <= 0 && high >= 0) held++
      if (p <= 0.05) alarms++
    }
    expect(held / samples).toBeGreaterThan(0.94)
    expect(alarms / samples).toBeLessThan(0.06)
  })
})

/** Without -0, and without the last digits of a sum. */
function plain(value: number): number {
  return Number.isFinite(value) ? Math.round(value * 1e6) / 1e6 + 0 : value
}
