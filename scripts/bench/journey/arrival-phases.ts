import { cpus } from 'node:os'

/** A phase of an Artillery script. */
export type ArrivalPhase =
  | { readonly name: string; readonly duration: number; readonly arrivalRate: number; readonly rampTo?: number }
  | { readonly name: string; readonly pause: number }

/** Up to here Artillery ramps in steps of whole milliseconds that can be told apart. */
const highestRamp = 500

/**
 * Phases in which exactly so many users arrive over so many seconds, on a host with so many CPUs. Rates are whole numbers, since
 * Artillery 2.0.34 takes no others where it divides them among its workers; and `arrivalCount`, which is exact, would run in one
 * worker alone.
 */
export function arrivalPhases(users: number, seconds: number, processors: number = cpus().length): ArrivalPhase[] {
  const rate = Math.floor(users / seconds)
  const atHigher = users % seconds
  const workers = workersOn(processors)
  return [...phases(rate, seconds - atHigher, workers), ...phases(rate + 1, atHigher, workers)]
}

/** How many worker threads Artillery divides such phases among: those without arrivals are not started. */
export function workersOf(all: readonly ArrivalPhase[], processors: number = cpus().length): number {
  const rates = all.map((phase) => ('arrivalRate' in phase ? phase.arrivalRate : 0))
  return Math.min(Math.max(0, ...rates), workersOn(processors))
}

function workersOn(processors: number): number {
  return Math.max(1, processors - 1)
}

/**
 * Phases of one rate. A ramp to where it begins sleeps between arrivals, while a constant rate spins before each and takes a core
 * that users should have; but a ramp needs two seconds, and an arrival for every worker.
 */
function phases(arrivalRate: number, seconds: number, workers: number): ArrivalPhase[] {
  const name = 'arrivals'
  if (seconds === 0) return []
  if (arrivalRate === 0) return [{ name: 'pause', pause: seconds }]
  if (seconds >= 2 && arrivalRate >= workers && arrivalRate <= highestRamp) {
    return [{ name, duration: seconds, arrivalRate, rampTo: arrivalRate }]
  }
  const longest = longestExact(arrivalRate)
  const count = Math.ceil(seconds / longest)
  // Each is so short that rounding does not bring another user.
  return Array.from({ length: count }, (_, n) => {
    const duration = Math.min(longest, seconds - n * longest)
    return { name, duration, arrivalRate }
  })
}

/** Artillery waits whole microseconds between two users, rounded down, and lets as many arrive as that gives. */
function longestExact(rate: number): number {
  return Math.max(1, Math.ceil((1e6 - rate) / rate ** 2) - 1)
}
