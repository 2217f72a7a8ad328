import { expect, test } from 'vitest'
import { seededRandom } from '../../load/random.ts'

const take = (seed: number, count: number): number[] => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, random)
}

test('the same seed gives the same numbers', () => {
  expect(take(42, 100)).toEqual(take(42, 100))
})

test('different seeds give different numbers', () => {
  expect(take(1, 10)).not.toEqual(take(2, 10))
})

test('numbers are spread evenly over [0, 1)', () => {
  const numbers = take(7, 100_000)
  const buckets = new Array<number>(10).fill(0)
  for (const number of numbers) {
    expect(number).toBeGreaterThanOrEqual(0)
    expect(number).toBeLessThan(1)
    const bucket = Math.floor(number * 10)
    buckets[bucket] = (buckets[bucket] ?? 0) + 1
  }
  // Chi-square with 9 degrees of freedom: 27.9 is exceeded once in a thousand seeds.
  const chiSquare = buckets.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
  expect(chiSquare).toBeLessThan(27.9)
})

test('neighbouring numbers are not correlated', () => {
  const numbers = take(11, 100_000)
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length
  let covariance = 0
  let variance = 0
  for (const [index, number] of numbers.entries()) {
    variance += (number - mean) ** 2
    covariance += (number - mean) * ((numbers[index + 1] ?? mean) - mean)
  }
  expect(Math.abs(covariance / variance)).toBeLessThan(0.015)
})
