import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countDue, durationOf, meanDue, scheduleOf, type ScheduleSpec } from '../../load/schedule.ts'

const dueTimes = (spec: ScheduleSpec): number[] => [...scheduleOf(spec)]

describe('a constant schedule', () => {
  test('is due at equal distances from the start on', () => {
    expect(dueTimes({ kind: 'constant', arrivalRate: 4, durationMs: 1000 })).toEqual([0, 250, 500, 750])
  })

  test('counts from the start, so that rounding does not add up', () => {
    const due = dueTimes({ kind: 'constant', arrivalRate: 3, durationMs: 1_000_000 })
    expect(due).toHaveLength(3000)
    expect(due.at(-1)).toBeCloseTo((2999 * 1000) / 3, 6)
  })

  test('with a rate of zero is never due', () => {
    expect(dueTimes({ kind: 'constant', arrivalRate: 0, durationMs: 1000 })).toEqual([])
  })
})

describe('a ramp', () => {
  test('has the mean of both rates', () => {
    expect(dueTimes({ kind: 'ramp', from: 10, to: 30, durationMs: 10_000 })).toHaveLength(200)
  })

  test('from rest follows the square root', () => {
    // 2 t^2 sends are due by t seconds when the rate rises from 0 by 4 a second.
    const due = dueTimes({ kind: 'ramp', from: 0, to: 40, durationMs: 10_000 })
    expect(due.slice(0, 4).map((time) => Math.round(time))).toEqual([0, 707, 1000, 1225])
  })

  test('can fall to zero and then stays there', () => {
    const due = dueTimes({ kind: 'ramp', from: 10, to: 0, durationMs: 2000 })
    expect(due).toHaveLength(10)
    expect(due.at(-1)).toBeLessThan(2000)
  })

  test('between equal rates is a constant schedule', () => {
    const ramp = dueTimes({ kind: 'ramp', from: 7, to: 7, durationMs: 3000 })
    const constant = dueTimes({ kind: 'constant', arrivalRate: 7, durationMs: 3000 })
    expect(ramp).toHaveLength(constant.length)
    for (const [index, time] of ramp.entries()) expect(time).toBeCloseTo(constant[index] ?? Number.NaN, 6)
  })
})

describe('a sequence', () => {
  const spec: ScheduleSpec = {
    kind: 'sequence',
    parts: [
      { kind: 'constant', arrivalRate: 2, durationMs: 1000 },
      { kind: 'constant', arrivalRate: 4, durationMs: 500 },
    ],
  }

  test('has one schedule after the other', () => {
    expect(dueTimes(spec)).toEqual([0, 500, 1000, 1250])
  })

  test('lasts as long as all of them', () => {
    expect(durationOf(spec)).toBe(1500)
  })
})

describe('a Poisson schedule', () => {
  const spec: ScheduleSpec = { kind: 'poisson', arrivalRate: 100, durationMs: 200_000, seed: 5 }

  test('is the same for the same seed and another for another', () => {
    expect(dueTimes(spec)).toEqual(dueTimes(spec))
    expect(dueTimes({ ...spec, seed: 6 }).slice(0, 5)).not.toEqual(dueTimes(spec).slice(0, 5))
  })

  test('has the rate that was asked for', () => {
    // 20,000 arrivals are expected; four standard deviations are 4 * sqrt(20,000).
    expect(Math.abs(countDue(spec) - 20_000)).toBeLessThan(4 * Math.sqrt(20_000))
  })

  test('has gaps whose deviation is their mean, as only the exponential distribution has', () => {
    const due = dueTimes(spec)
    const gaps = due.slice(1).map((time, index) => time - (due[index] ?? 0))
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length)
    expect(deviation / mean).toBeGreaterThan(0.97)
    expect(deviation / mean).toBeLessThan(1.03)
  })
})

describe('a scattered schedule', () => {
  const spec: ScheduleSpec = { kind: 'scattered', count: 20_000, durationMs: 200_000, seed: 5 }

  test('is due as often as it says, with any seed', () => {
    expect(countDue(spec)).toBe(20_000)
    expect(countDue({ ...spec, seed: 6 })).toBe(20_000)
    expect(dueTimes({ ...spec, seed: 6 }).slice(0, 5)).not.toEqual(dueTimes(spec).slice(0, 5))
    expect(countDue({ ...spec, count: 0 })).toBe(0)
  })

  test('is as likely to be due at any moment', () => {
    // The largest distance from the uniform distribution; over 1.63 / sqrt(n) in one of a hundred samples (Kolmogorov).
    const due = dueTimes(spec)
    const distance = Math.max(...due.map((time, index) => Math.abs(time / 200_000 - (index + 0.5) / due.length)))
    expect(distance).toBeLessThan(1.63 / Math.sqrt(due.length))
  })

  test('has gaps whose deviation is their mean, as random arrivals have', () => {
    const due = dueTimes(spec)
    const gaps = due.slice(1).map((time, index) => time - (due[index] ?? 0))
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length)
    expect(deviation / mean).toBeGreaterThan(0.97)
    expect(deviation / mean).toBeLessThan(1.03)
  })
})

const rate = fc.double({ min: 0.5, max: 2000, noNaN: true })
const duration = fc.integer({ min: 1, max: 5000 })
const oneSchedule: fc.Arbitrary<ScheduleSpec> = fc.oneof(
  fc.record({ kind: fc.constant('constant' as const), arrivalRate: rate, durationMs: duration }),
  fc.record({ kind: fc.constant('ramp' as const), from: rate, to: rate, durationMs: duration }),
  fc.record({ kind: fc.constant('poisson' as const), arrivalRate: rate, durationMs: duration, seed: fc.nat() }),
  fc.record({
    kind: fc.constant('scattered' as const),
    count: fc.integer({ min: 0, max: 3000 }),
    durationMs: duration,
    seed: fc.nat(),
  }),
)
const anySchedule: fc.Arbitrary<ScheduleSpec> = fc.oneof(
  oneSchedule,
  fc.record({
    kind: fc.constant('sequence' as const),
    parts: fc.array(oneSchedule, { minLength: 1, maxLength: 4 }),
  }),
)

test('every schedule ascends and ends within its duration', () => {
  fc.assert(
    fc.property(anySchedule, (spec) => {
      let before = 0
      for (const due of scheduleOf(spec)) {
        expect(due).toBeGreaterThanOrEqual(before)
        expect(due).toBeLessThan(durationOf(spec))
        before = due
      }
    }),
  )
})

test('what is due before and after a moment adds up to all that is due', () => {
  fc.assert(
    fc.property(anySchedule, fc.integer({ min: 0, max: 6000 }), (spec, moment) => {
      const before = dueTimes(spec).filter((due) => due < moment).length
      expect(before + countDue(spec, moment)).toBe(countDue(spec))
    }),
  )
})

test('on average what is due at random is the rate, and everything else what it is', () => {
  const poisson = { kind: 'poisson', arrivalRate: 10, durationMs: 4000, seed: 1 } as const
  const constant = { kind: 'constant', arrivalRate: 4, durationMs: 1000 } as const
  expect(meanDue(poisson)).toBe(40)
  expect(meanDue(poisson, 3000)).toBe(10)
  expect(meanDue({ kind: 'scattered', count: 8, durationMs: 1000, seed: 1 }, 250)).toBe(6)
  expect(meanDue({ kind: 'sequence', parts: [constant, poisson] })).toBe(44)
  expect(meanDue({ kind: 'sequence', parts: [constant, poisson] }, 500)).toBe(42)
  expect(meanDue({ kind: 'sequence', parts: [constant, poisson] }, 2000)).toBe(30)
})
