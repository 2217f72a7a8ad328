import { describe, expect, test } from 'vitest'
import type { Effect } from '../../../../reports/compare/comparison.ts'
import { forestAxisOf, positionOf } from '../../../../reports/html/comparison/forest-axis.ts'

const effect = (fields: Partial<Effect>): Effect => ({
  ...{ kind: 'relative', estimate: 0, low: -0.01, high: 0.01, limit: 0.05, confidence: 0.95, p: 0.5 },
  ...fields,
})

describe('the axis of a forest plot', () => {
  test('has no change in the middle, and equal ratios equally far from it', () => {
    const axis = forestAxisOf([effect({ high: 1 })])
    expect(positionOf(0, axis)).toBe(0.5)
    expect(positionOf(1, axis) - 0.5).toBeCloseTo(0.5 - positionOf(-0.5, axis), 12)
  })

  test('has room for estimates, bounds and limits', () => {
    const axis = forestAxisOf([effect({ estimate: 0.1, low: -0.02, high: 0.3, limit: 0.05 }), effect({ low: -0.4 })])
    for (const share of [0.1, 0.3, 0.05, -0.4]) expect(Math.abs(positionOf(share, axis) - 0.5)).toBeLessThan(0.5)
  })

  test('goes no further than a factor of 4, so that one outlier does not press the others together', () => {
    const axis = forestAxisOf([effect({ high: 1000 })])
    expect(positionOf(3, axis)).toBeCloseTo(1, 12)
    expect(positionOf(1000, axis)).toBeGreaterThan(1)
    expect(positionOf(-1, axis)).toBe(Number.NEGATIVE_INFINITY)
  })

  test('marks no change and a round share on each side', () => {
    expect(forestAxisOf([effect({ high: 0.25 })]).ticks).toEqual([-0.1, 0, 0.2])
  })

  test('is not moved by absolute effects or missing bounds', () => {
    const absolute = effect({ kind: 'absolute', estimate: 450, low: null, high: 500 })
    const unbounded = effect({ low: null, high: null })
    expect(forestAxisOf([absolute, unbounded])).toEqual(forestAxisOf([unbounded]))
  })
})
