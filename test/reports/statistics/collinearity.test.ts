import { describe, expect, test } from 'vitest'
import { collinearityOf } from '../../../reports/statistics/collinearity.ts'

describe('collinearityOf', () => {
  test('finds nothing alike in columns at right angles', () => {
    const alike = collinearityOf([
      [1, 0, 0],
      [0, 5, 0],
    ])
    expect(alike).toEqual([
      { inflation: 1, partners: [] },
      { inflation: 1, partners: [] },
    ])
  })

  test('is infinite for columns in proportion, however large they are', () => {
    const [first, second, third] = collinearityOf([
      [1, 2, 3],
      [1e9, 2e9, 3e9],
      [3, -3, 1],
    ])
    expect(first).toEqual({ inflation: Infinity, partners: [1] })
    expect(second).toEqual({ inflation: Infinity, partners: [0] })
    expect(third?.inflation).toBeLessThan(2)
  })

  test('is what the inverse of the matrix of products says', () => {
    // At 60 degrees, half of the square is shared: 1 / (1 - cos²) = 4 / 3.
    const [first] = collinearityOf([
      [1, 0],
      [0.5, Math.sqrt(3) / 2],
    ])
    expect(first?.inflation).toBeCloseTo(4 / 3, 12)
  })
})
