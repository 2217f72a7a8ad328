import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rankSum } from '../../../reports/statistics/rank-sum.ts'
import { seededRandom } from '../../../reports/statistics/random.ts'
import reference from './reference/reference.json' with { type: 'json' }

const side = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 15 })
const distinct = fc.uniqueArray(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 2, maxLength: 40 })

describe('rankSum against R', () => {
  test.each(reference.rankSum)('has its p, estimate and interval, case %#', (expected) => {
    const found = rankSum(expected.base, expected.head, expected.confidence)
    expect(found.exact).toBe(true)
    expect(found.p).toBeCloseTo(expected.p, 12)
    expect(found.estimate).toBeCloseTo(expected.estimate, 12)
    expect(found.low).toBeCloseTo(expected.low, 12)
    expect(found.high).toBeCloseTo(expected.high, 12)
  })

  test.each(reference.rankSumTies)(
    'has the p of all ways to divide the values where there are ties, case %#',
    (expected) => {
      const found = rankSum(expected.base, expected.head, 0.95)
      expect(found.exact).toBe(true)
      expect(found.p).toBeCloseTo(expected.p, 12)
    },
  )

  test.each(reference.rankSumMany)('has its corrected normal approximation for many values, case %#', (expected) => {
    const found = rankSum(expected.base, expected.head, 0.95)
    expect(found.exact).toBe(false)
    expect(found.p).toBeCloseTo(expected.p, 10)
  })
})

test('rankSum has the published figures for the permeability of membranes of Hollander and Wolfe, table 4.1', () => {
  const early = [1.15, 0.88, 0.9, 0.74, 1.21]
  const atTerm = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
  const found = rankSum(early, atTerm, 0.95)
  expect(found.p).toBeCloseTo(0.2544122544, 10)
  expect(found.estimate).toBeCloseTo(0.305, 12)
  expect([found.low, found.high]).toEqual([expect.closeTo(-0.15, 12), expect.closeTo(0.76, 12)])
})

describe('rankSum', () => {
  test('has no bounds for 3 and 3 values at 95 %', () => {
    expect(rankSum([1, 2, 3], [7, 8, 9], 0.95)).toMatchObject({ estimate: 6, low: -Infinity, high: Infinity, p: 0.1 })
  })

  test('takes the extremes as bounds for 4 and 4 values at 95 %', () => {
    expect(rankSum([1, 2, 3, 4], [7, 8, 9, 10], 0.95)).toMatchObject({ low: 3, high: 9 })
  })

  test('finds nothing where all values are equal, however few', () => {
    expect(rankSum([7], [7], 0.95)).toEqual({ estimate: 0, low: 0, high: 0, confidence: 0.95, p: 1, exact: true })
  })

  test('is sure of a shift between two constants', () => {
    expect(rankSum([1, 1, 1, 1, 1], [2, 2, 2, 2, 2], 0.95)).toMatchObject({ estimate: 1, low: 1, high: 1, p: 2 / 252 })
  })

  test('takes the exact distribution of up to 2,500 pairs of values without ties and 400 with', () => {
    const values = (length: number, from: number) => Array.from({ length }, (_, at) => 2 * at + from)
    const tied = (length: number) => Array.from({ length }, (_, at) => at % 7)
    const exact = [
      rankSum(values(50, 0), values(50, 1), 0.95),
      rankSum(values(50, 0), values(51, 1), 0.95),
      rankSum(tied(20), tied(20), 0.95),
      rankSum(tied(20), tied(21), 0.95),
    ].map((found) => found.exact)
    expect(exact).toEqual([true, false, true, false])
  })

  test.each([
    ['a side without values', [], [1]],
    ['a value that is no number', [1], [Number.NaN]],
    ['an infinite value', [-Infinity], [1]],
  ])('refuses %s', (_, base, head) => {
    expect(() => rankSum(base, head, 0.95)).toThrow(RangeError)
  })
})

describe('rankSum of any samples', () => {
  test('turns its sign when base and head change places', () => {
    fc.assert(
      fc.property(side, side, (base, head) => {
        const [one, other] = [rankSum(base, head, 0.9), rankSum(head, base, 0.9)]
        expect(other.p).toBeCloseTo(one.p, 12)
        expect([0 - other.estimate, 0 - other.high, 0 - other.low]).toEqual([one.estimate, one.low, one.high])
      }),
    )
  })

  test('moves with head, and not when both move', () => {
    fc.assert(
      fc.property(side, side, fc.integer({ min: -50, max: 50 }), (base, head, by) => {
        fc.pre(new Set([...base, ...head]).size > 1)
        const moved = head.map((value) => value + by)
        fc.pre(new Set([...base, ...moved]).size > 1)
        const one = rankSum(base, head, 0.9)
        const shifted = rankSum(base, moved, 0.9)
        expect([shifted.estimate, shifted.low, shifted.high]).toEqual([one.estimate + by, one.low + by, one.high + by])
        expect(
          rankSum(
            base.map((value) => value + by),
            moved,
            0.9,
          ),
        ).toEqual(one)
      }),
    )
  })

  test('has the same p after any change of scale that keeps the order', () => {
    fc.assert(
      fc.property(side, side, (base, head) => {
        const scaled = rankSum(base.map(Math.exp), head.map(Math.exp), 0.9)
        expect(scaled.p).toBe(rankSum(base, head, 0.9).p)
      }),
    )
  })

  test('holds the estimate within the interval', () => {
    fc.assert(
      fc.property(side, side, fc.double({ min: 0.01, max: 0.999, noNaN: true }), (base, head, confidence) => {
        const { low, estimate, high } = rankSum(base, head, confidence)
        expect(low).toBeLessThanOrEqual(estimate)
        expect(high).toBeGreaterThanOrEqual(estimate)
      }),
    )
  })

  test('excludes zero exactly where p is at most what the confidence leaves, without ties', () => {
    fc.assert(
      fc.property(distinct, fc.constantFrom(0.8, 0.9, 0.95, 0.99), fc.nat(), (values, confidence, cut) => {
        const size = 1 + (cut % (values.length - 1))
        const { low, high, p } = rankSum(values.slice(0, size), values.slice(size), confidence)
        expect(low > 0 || high < 0).toBe(p <= 1 - confidence + 1e-12)
      }),
    )
  })
})

test.each([8, 40, 70])('rankSum bounds %i and more values by the same distribution that p comes from', (n) => {
  const random = seededRandom(22)
  const base = Array.from({ length: n }, random)
  const head = Array.from({ length: n + 3 }, () => random() + 1 / Math.sqrt(n))
  const { p } = rankSum(base, head, 0.5)
  expect(rankSum(base, head, 1 - p * 1.0001).low).toBeGreaterThan(0)
  expect(rankSum(base, head, 1 - p * 0.9999).low).toBeLessThan(0)
})

describe('rankSum over many samples', () => {
  test.each([
    ['continuous', (uniform: number) => -Math.log(1 - uniform)],
    ['rounded, with ties', (uniform: number) => Math.round(4 * uniform)],
  ])('holds no shift as often as it says when values are %s', (_, shape) => {
    const random = seededRandom(12)
    const samples = 6000
    let held = 0
    let alarms = 0
    for (let at = 0; at < samples; at++) {
      const draw = () => Array.from({ length: 8 }, () => shape(random()))
      const { low, high, p } = rankSum(draw(), draw(), 0.95)
      if (low <= 0 && high >= 0) held++
      if (p <= 0.05) alarms++
    }
    expect(held / samples).toBeGreaterThan(0.94)
    expect(alarms / samples).toBeLessThan(0.06)
  })
})
