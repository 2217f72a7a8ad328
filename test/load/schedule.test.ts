import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countDue, durationOf, scheduleOf, type ScheduleSpec } from '../../load/schedule.ts'

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

describe('steps', () => {
  const spec: ScheduleSpec = {
    kind: 'steps',
    steps: [
      { arrivalRate: 2, durationMs: 1000 },
      { arrivalRate: 4, durationMs: 500 },
    ],
  }

  test('follow one another', () => {
    expect(dueTimes(spec)).toEqual([0, 500, 1000, 1250])
  })

  test('last as long as all of them', () => {
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

const rate = fc.double({ min: 0.5, max: 2000, noNaN: true })
const duration = fc.integer({ min: 1, max: 5000 })
const anySchedule: fc.Arbitrary<ScheduleSpec> = fc.oneof(
  fc.record({ kind: fc.constant('constant' as const), arrivalRate: rate, durationMs: duration }),
  fc.record({ kind: fc.constant('ramp' as const), from: rate, to: rate, durationMs: duration }),
  fc.record({
    kind: fc.constant('steps' as const),
    steps: fc.array(fc.record({ arrivalRate: rate, durationMs: duration }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('poisson' as const), arrivalRate: rate, durationMs: duration, seed: fc.nat() }),
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
