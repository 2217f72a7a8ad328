import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { longestDuration, Recorder } from '../../load/recorder.ts'

const recorderOf = (values: readonly number[]): Recorder => {
  const recorder = Recorder.empty()
  for (const value of values) recorder.record(value)
  return recorder
}

const durations = fc.array(fc.double({ min: 0, max: 60_000, noNaN: true }), { minLength: 1, maxLength: 300 })

test('a percentile is within three digits of the sorted values', () => {
  fc.assert(
    fc.property(durations, fc.constantFrom(50, 90, 99, 99.9, 100), (values, percentile) => {
      const sorted = values.toSorted((a, b) => a - b)
      const exact = sorted[Math.max(0, Math.ceil((percentile / 100) * sorted.length) - 1)] ?? 0
      const recorded = recorderOf(values).percentile(percentile) ?? Number.NaN
      expect(Math.abs(recorded - exact)).toBeLessThanOrEqual(Math.max(0.001, exact * 0.001))
    }),
  )
})

test('what is encoded is decoded without loss', () => {
  fc.assert(
    fc.property(durations, (values) => {
      const recorder = recorderOf(values)
      const decoded = Recorder.decode(recorder.encode())
      expect(decoded.count).toBe(recorder.count)
      for (const percentile of [1, 25, 50, 75, 99, 100]) {
        expect(decoded.percentile(percentile)).toBe(recorder.percentile(percentile))
      }
    }),
    { numRuns: 50 },
  )
})

test('two recorders added are the recorder of all values', () => {
  fc.assert(
    fc.property(durations, durations, (some, others) => {
      const sum = recorderOf(some)
      sum.add(recorderOf(others))
      expect(sum.encode()).toBe(recorderOf([...some, ...others]).encode())
    }),
    { numRuns: 50 },
  )
})

test('an empty recorder has no percentiles, not zeros', () => {
  expect(Recorder.empty().percentile(99)).toBeUndefined()
  expect(Recorder.empty().max).toBeUndefined()
})

test('a recorder that was reset is empty', () => {
  const recorder = recorderOf([1, 2, 3])
  recorder.reset()
  expect(recorder.count).toBe(0)
})

describe('a duration that cannot be right is refused, not clamped', () => {
  test.each([[-0.001], [Number.NaN], [longestDuration + 1], [Infinity]])('%d ms', (value) => {
    const recorder = Recorder.empty()
    expect(() => recorder.record(value)).toThrow(RangeError)
    expect(recorder.count).toBe(0)
  })
})
