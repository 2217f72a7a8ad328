import { monotonicClock, type Clock } from '../clock.ts'
import { stampLimits } from '../stamp.ts'

const epoch = Date.UTC(2026, 0, 1)
/** What a stamp can hold: 3.2 years. Fleet time begins anew after it, in March 2029 and June 2032. */
const cycle = stampLimits.dueMicros + 1

/**
 * Fleet time: microseconds since 2026-01-01T00:00Z, the same for all processes as far as their hosts agree about the
 * date, and monotonic within a process: the date is read once.
 */
export class FleetClock {
  /** Fleet time less the monotonic clock, in microseconds. */
  readonly offsetMicros: number
  /** ISO 8601. */
  readonly startedAt: string
  readonly startedMicros: number
  readonly #clock: Clock

  constructor(clock: Clock = monotonicClock, date: number = Date.now()) {
    this.#clock = clock
    this.startedAt = new Date(date).toISOString()
    const micros = ((date - epoch) * 1000) % cycle
    this.offsetMicros = Math.round(micros - clock.now() * 1000)
    this.startedMicros = this.nowMicros()
  }

  /** Fleet time now, in whole microseconds. */
  nowMicros(): number {
    return this.microsOf(this.#clock.now())
  }

  /** Fleet time of a moment of the monotonic clock (ms), in whole microseconds. */
  microsOf(milliseconds: number): number {
    return Math.round(milliseconds * 1000) + this.offsetMicros
  }
}
