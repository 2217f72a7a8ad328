import { describe, expect, test } from 'vitest'
import { normalProbability, normalQuantile } from '../../../reports/statistics/normal-distribution.ts'
import reference from './reference/reference.json' with { type: 'json' }

test.each(reference.normal)('normalProbability has 12 digits of R at $z, small tails included', ({ z, p }) => {
  expect(normalProbability(z) / p).toBeCloseTo(1, 12)
})

describe('normalQuantile', () => {
  test.each(reference.quantile)('has 12 digits of R at $p', ({ p, z }) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 11)
  })

  test('is infinite at 0 and 1', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity])
  })
})
