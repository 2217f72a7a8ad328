import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  decodeHistogram,
  emptyHistogram,
  encodeHistogram,
  mergeHistograms,
  percentileOf,
  percentilesOf,
} from '../../reports/histogram.ts'

function histogramOf(micros: readonly number[]) {
  const histogram = emptyHistogram()
  for (const value of micros) histogram.recordValue(value)
  return histogram
}

const samples = fc.array(fc.integer({ min: 0, max: 3_600_000_000 }), { minLength: 1, maxLength: 200 })

describe('histograms', () => {
  test('give back from text exactly what was recorded', () => {
    fc.assert(
      fc.property(samples, (micros) => {
        const encoded = encodeHistogram(histogramOf(micros))
        const decoded = decodeHistogram(encoded)
        expect(decoded.totalCount).toBe(micros.length)
        expect(encodeHistogram(decoded)).toBe(encoded)
      }),
    )
  })

  test('merge as if everything had been recorded in one', () => {
    fc.assert(
      fc.property(samples, samples, (one, other) => {
        const merged = mergeHistograms([encodeHistogram(histogramOf(one)), encodeHistogram(histogramOf(other))])
        expect(encodeHistogram(merged)).toBe(encodeHistogram(histogramOf([...one, ...other])))
      }),
    )
  })

  test('keep three digits of every percentile, in milliseconds', () => {
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 100 }), (micros, rank) => {
        const sorted = micros.toSorted((a, b) => a - b)
        const exact = (sorted[Math.ceil((rank * sorted.length) / 100) - 1] ?? 0) / 1000
        const found = percentileOf(histogramOf(micros), rank) ?? Number.NaN
        expect(Math.abs(found - exact)).toBeLessThanOrEqual(exact / 1000 + 1e-9)
      }),
    )
  })

  test('know no percentile where nothing was recorded', () => {
    expect(percentilesOf(decodeHistogram(encodeHistogram(emptyHistogram())))).toEqual({
      p50: undefined,
      p90: undefined,
      p99: undefined,
      p999: undefined,
      max: undefined,
    })
  })

  test('give percentiles that never fall', () => {
    const known = percentilesOf(histogramOf([900, 1000, 2000, 10_001]))
    expect(known).toEqual({ p50: 1, p90: 10.007, p99: 10.007, p999: 10.007, max: 10.007 })
  })

  test('merge nothing to an empty one', () => {
    expect(mergeHistograms([]).totalCount).toBe(0)
  })

  test('refuse a value over an hour', () => {
    expect(() => histogramOf([36_000_000_000])).toThrow('outside of histogram')
  })

  test.each(['', 'AAAA', '!!!!', 'abc'])('refuse the text %j', (text) => {
    expect(() => decodeHistogram(text)).toThrow(/^not an HdrHistogram \(V2, compressed, base64\): /)
  })
})
