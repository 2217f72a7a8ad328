import { mean, median } from 'simple-statistics'
import { describe, expect, test } from 'vitest'
import { bootstrapInterval } from '../../../reports/statistics/bootstrap.ts'
import { seededRandom } from '../../../reports/statistics/random.ts'

const average = (sample: readonly number[]) => mean([...sample])
const middle = (sample: readonly number[]) => median([...sample])

describe('bootstrapInterval', () => {
  test('has the published BCa interval of Efron and Tibshirani, table 14.2: the variance of spatial test A', () => {
    const spatial = [
      48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41,
    ]
    const variance = (sample: readonly number[]) => average(sample.map((value) => (value - average(sample)) ** 2))
    const { low, high } = bootstrapInterval(spatial, variance, { confidence: 0.9, resamples: 20_000, seed: 1 })
    expect(low).toBeGreaterThan(113)
    expect(low).toBeLessThan(118)
    expect(high).toBeGreaterThan(253)
    expect(high).toBeLessThan(264)
  })

  test('is the same for the same seed and another for another', () => {
    const sample = [1, 5, 2, 8, 3, 9, 4, 4, 7, 6]
    const at = (seed: number) => bootstrapInterval(sample, average, { confidence: 0.95, resamples: 500, seed })
    expect(at(7)).toEqual(at(7))
    expect(at(7)).not.toEqual(at(8))
  })

  test('finds no bias in the median of a symmetrical sample of few different values', () => {
    const sample = [-2, -2, -1, -1, 0, 0, 0, 1, 1, 2, 2]
    const { low, high } = bootstrapInterval(sample, middle, { confidence: 0.9, resamples: 4000, seed: 1 })
    expect(low).toBe(-high)
  })

  test('is a point where the statistic is the same in all resamples', () => {
    expect(bootstrapInterval([3, 3, 3], middle, { confidence: 0.95, resamples: 100, seed: 1 })).toEqual({
      low: 3,
      high: 3,
    })
  })

  test('holds the true mean of a normal sample about as often as it says', () => {
    const random = seededRandom(3)
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const samples = 1000
    let held = 0
    for (let at = 0; at < samples; at++) {
      const sample = Array.from({ length: 30 }, normal)
      const { low, high } = bootstrapInterval(sample, average, { confidence: 0.9, resamples: 400, seed: at })
      if (low <= 0 && high >= 0) held++
    }
    expect(held / samples).toBeGreaterThan(0.86)
    expect(held / samples).toBeLessThan(0.93)
  })

  test('refuses no value and no resample', () => {
    expect(() => bootstrapInterval([], average, { confidence: 0.95, resamples: 10, seed: 1 })).toThrow(RangeError)
    expect(() => bootstrapInterval([1], average, { confidence: 0.95, resamples: 0, seed: 1 })).toThrow(RangeError)
  })
})
