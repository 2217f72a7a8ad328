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
  | { readonly kind: 'steps'; readonly steps: readonly { readonly arrivalRate: number; readonly durationMs: number }[] }
  | { readonly kind: 'poisson'; readonly arrivalRate: number; readonly durationMs: number; readonly seed: number }

/** How long the schedule lasts, in milliseconds; every due time is before it. */
export function durationOf(spec: ScheduleSpec): number {
  return spec.kind === 'steps' ? spec.steps.reduce((sum, step) => sum + step.durationMs, 0) : spec.durationMs
}

/** The due times of a description. Each iteration starts from the beginning. */
export function scheduleOf(spec: ScheduleSpec): Schedule {
  switch (spec.kind) {
    case 'constant':
      return { [Symbol.iterator]: () => constant(spec.arrivalRate, spec.durationMs) }
    case 'ramp':
      return { [Symbol.iterator]: () => ramp(spec.from, spec.to, spec.durationMs) }
    case 'steps':
      return { [Symbol.iterator]: () => steps(spec.steps) }
    case 'poisson':
      return { [Symbol.iterator]: () => poisson(spec.arrivalRate, spec.durationMs, spec.seed) }
  }
}

/** How many times something falls due, in all and from `fromMs` on. */
export function countDue(spec: ScheduleSpec, fromMs = 0): number {
  let count = 0
  for (const due of scheduleOf(spec)) if (due >= fromMs) count++
  return count
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

function* steps(
  list: readonly { readonly arrivalRate: number; readonly durationMs: number }[],
): Generator<number, void, undefined> {
  let begin = 0
  for (const step of list) {
    for (const due of constant(step.arrivalRate, step.durationMs)) yield begin + due
    begin += step.durationMs
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
