import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrivalPhases, workersOf, type ArrivalPhase } from '../../../scripts/bench/journey/arrival-phases.ts'

/** How many users Artillery 2.0.34 lets arrive in a phase: the package arrivals, `uniform`, and its own ramp. */
function arrivals(phase: ArrivalPhase): number {
  if ('pause' in phase) return 0
  const { arrivalRate, duration, rampTo } = phase
  if (rampTo !== undefined) return duration >= 2 ? rampTo * duration : NaN
  return Math.floor((duration * 1e6) / Math.floor(1e6 / arrivalRate))
}

test('users are spread evenly, with the remainder in the last seconds', () => {
  expect(arrivalPhases(23, 5, 2)).toEqual([
    { name: 'arrivals', duration: 2, arrivalRate: 4, rampTo: 4 },
    { name: 'arrivals', duration: 3, arrivalRate: 5, rampTo: 5 },
  ])
})

test('fewer users than seconds arrive after a pause', () => {
  expect(arrivalPhases(2, 5, 2)).toEqual([
    { name: 'pause', pause: 3 },
    { name: 'arrivals', duration: 2, arrivalRate: 1, rampTo: 1 },
  ])
})

test('a ramp, which sleeps between arrivals, is left to rates that give every worker users, and to two seconds at least', () => {
  expect(arrivalPhases(20, 5, 8)).toEqual([{ name: 'arrivals', duration: 5, arrivalRate: 4 }])
  expect(arrivalPhases(30, 1, 2)).toEqual([{ name: 'arrivals', duration: 1, arrivalRate: 30 }])
})

test('exactly as many users arrive as were asked for, over exactly so many seconds', () => {
  const rates = fc.record({ perSecond: fc.integer({ min: 0, max: 998 }), seconds: fc.integer({ min: 1, max: 300 }) })
  fc.assert(
    fc.property(rates, fc.nat(299), ({ perSecond, seconds }, more) => {
      const users = perSecond * seconds + Math.max(1, more % seconds)
      const phases = arrivalPhases(users, seconds)
      const arrived = phases.map(arrivals)
      const lasted = phases.map((phase) => ('pause' in phase ? phase.pause : phase.duration))
      expect(sum(arrived)).toBe(users)
      expect(sum(lasted)).toBe(seconds)
    }),
  )
})

test('Artillery has a worker for each core but one, and none without arrivals', () => {
  expect(workersOf(arrivalPhases(100, 5), 8)).toBe(7)
  expect(workersOf(arrivalPhases(10, 5), 8)).toBe(2)
  expect(workersOf(arrivalPhases(100, 5), 1)).toBe(1)
})

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}
