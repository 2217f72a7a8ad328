import { describe, expect, test } from 'vitest'
import { doubledRanks, tieTerm } from '../../../reports/statistics/ranks.ts'

describe('doubledRanks', () => {
  test('doubles the ranks of distinct values', () => {
    expect(doubledRanks([30, 10, 20])).toEqual({ ranks: [6, 2, 4], ties: [] })
  })

  test('gives equal values the mean of their ranks and tells how many share one', () => {
    expect(doubledRanks([5, 1, 5, 7, 1, 5])).toEqual({ ranks: [8, 3, 8, 12, 3, 8], ties: [2, 3] })
  })
})

test('tieTerm adds t³ - t', () => {
  expect(tieTerm([2, 3])).toBe(6 + 24)
})
