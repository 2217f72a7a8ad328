import { seededRandom } from './random.ts'

/** Due times in milliseconds after the schedule begins, ascending. */
export type Schedule = Iterable<number>

/**
 * When something is due, as plain data: the same description gives the same due times in every process.
 * Rates are per second, durations in milliseconds.
 */
export type ScheduleSpec =
  | { readonly kind: 'constant'; readonly arrivalRate: number; readonly durationMs: number }
  | { readonly kind: 'ramp'; readonly from: number; readonly to: number; readonly durationMs: number }
  | { readonly kind: 'poisson'; readonly arrivalRate: number; readonly durationMs: number; readonly seed: number }
  | { readonly kind: 'scattered'; readonly count: number; readonly durationMs: number; readonly seed: number }
  | { readonly kind: 'sequence'; readonly parts: readonly ScheduleSpec[] }

/** How long the schedule lasts, in milliseconds; every due time is before it. */
export function durationOf(spec: ScheduleSpec): number {
  return spec.kind === 'sequence' ? spec.parts.reduce((sum, part) => sum + durationOf(part), 0) : spec.durationMs
}

/** The highest rate of a schedule, per second; of a random one the rate that it has on average. */
export function peakRateOf(spec: ScheduleSpec): number {
  switch (spec.kind) {
    case 'constant':
    case 'poisson':
      return spec.arrivalRate
    case 'ramp':
      return Math.max(spec.from, spec.to)
    case 'scattered':
      return (spec.count * 1000) / spec.durationMs
    case 'sequence':
      return Math.max(0, ...spec.parts.map(peakRateOf))
  }
}

/** The due times of a description. Each iteration starts from the beginning. */
export function scheduleOf(spec: ScheduleSpec): Schedule {
  switch (spec.kind) {
    case 'constant':
      return { [Symbol.iterator]: () => constant(spec.arrivalRate, spec.durationMs) }
    case 'ramp':
      return { [Symbol.iterator]: () => ramp(spec.from, spec.to, spec.durationMs) }
    case 'poisson':
      return { [Symbol.iterator]: () => poisson(spec.arrivalRate, spec.durationMs, spec.seed) }
    case 'scattered':
      return { [Symbol.iterator]: () => scattered(spec.count, spec.durationMs, spec.seed) }
    case 'sequence':
      return { [Symbol.iterator]: () => sequence(spec.parts) }
  }
}

/** How many times something falls due, in all and from `fromMs` on. */
export function countDue(spec: ScheduleSpec, fromMs = 0): number {
  let count = 0
  for (const due of scheduleOf(spec)) if (due >= fromMs) count++
  return count
}

/** How many times something falls due from `fromMs` on, on average over all seeds; the very count where nothing is random. */
export function meanDue(spec: ScheduleSpec, fromMs = 0): number {
  switch (spec.kind) {
    case 'poisson':
      return (spec.arrivalRate * leftOf(spec.durationMs, fromMs)) / 1000
    case 'scattered':
      return (spec.count * leftOf(spec.durationMs, fromMs)) / spec.durationMs
    case 'sequence': {
      let begin = 0
      return spec.parts.reduce((sum, part) => {
        const due = meanDue(part, fromMs - begin)
        begin += durationOf(part)
        return sum + due
      }, 0)
    }
    default:
      return countDue(spec, fromMs)
  }
}

function leftOf(durationMs: number, fromMs: number): number {
  return Math.max(0, durationMs - Math.max(0, fromMs))
}

function* constant(arrivalRate: number, durationMs: number): Generator<number, void, undefined> {
  if (arrivalRate <= 0) return
  for (let n = 0; ; n++) {
    const due = (n * 1000) / arrivalRate
    if (due >= durationMs) return
    yield due
  }
}

/**
 * The rate changes linearly, so `from * t + (to - from) * t^2 / (2 * duration)` sends are due by time t;
 * the n-th is due where that reaches n. The root is taken in the form that does not cancel for a small slope.
 */
function* ramp(from: number, to: number, durationMs: number): Generator<number, void, undefined> {
  const seconds = durationMs / 1000
  const slope = (to - from) / seconds
  for (let n = 0; ; n++) {
    const discriminant = from * from + 2 * slope * n
    if (discriminant < 0) return
    const denominator = from + Math.sqrt(discriminant)
    const due = n === 0 ? 0 : (1000 * 2 * n) / denominator
    if (!(due < durationMs)) return
    yield due
  }
}

/** Independent arrivals: the gaps are exponential with mean `1 / arrivalRate` (inverse transform). */
function* poisson(arrivalRate: number, durationMs: number, seed: number): Generator<number, void, undefined> {
  if (arrivalRate <= 0) return
  const random = seededRandom(seed)
  for (let due = 0; ;) {
    due += (-Math.log(1 - random()) * 1000) / arrivalRate
    if (due >= durationMs) return
    yield due
  }
}

/**
 * So many moments, each anywhere with equal probability: independent arrivals of which it is known how many come. The gaps
 * between such moments are exponential ones divided by their sum (Devroye, Non-Uniform Random Variate Generation, 1986,
 * theorem V.2.2), so they are drawn twice: for the sum, and in order.
 */
function* scattered(count: number, durationMs: number, seed: number): Generator<number, void, undefined> {
  const gaps = (): (() => number) => {
    const random = seededRandom(seed)
    return () => -Math.log(1 - random())
  }
  const first = gaps()
  let sum = 0
  for (let n = 0; n <= count; n++) sum += first()
  const again = gaps()
  let due = 0
  for (let n = 0; n < count; n++) {
    due += again()
    yield (due / sum) * durationMs
  }
}

/** One schedule after the other, each from where the one before it ends. */
function* sequence(parts: readonly ScheduleSpec[]): Generator<number, void, undefined> {
  let begin = 0
  for (const part of parts) {
    for (const due of scheduleOf(part)) yield begin + due
    begin += durationOf(part)
  }
}
