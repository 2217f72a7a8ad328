import type { Schedule } from './schedule.ts'
import { monotonicClock, type Clock } from './clock.ts'

/** Time that can be waited for: the real one, or a virtual one in tests. */
export interface Timers extends Clock {
  /** Calls back once, no earlier than `delayMs` from now; returns what cancels it. */
  after(delayMs: number, callback: () => void): () => void
}

/** The host's time: `setTimeout` and the monotonic clock. */
export const realTimers: Timers = {
  now: () => monotonicClock.now(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, Math.max(0, delayMs))
    return () => {
      clearTimeout(timer)
    }
  },
}

/**
 * Calls out every due time of a schedule, never early, whatever became of the earlier ones: the open model.
 * On waking late it calls out all that is due, each with the time at which it was due.
 */
export class Pacer {
  readonly #timers: Timers
  #cancel: (() => void) | undefined
  #stop: (() => void) | undefined

  constructor(timers: Timers = realTimers) {
    this.#timers = timers
  }

  /**
   * Follows the schedule from `startAt` (milliseconds of the clock) and resolves after its last due time,
   * or when stopped. `onDue` gets the position in the schedule and the due time on the clock.
   */
  run(schedule: Schedule, startAt: number, onDue: (index: number, dueAt: number) => void): Promise<void> {
    const due = schedule[Symbol.iterator]()
    return new Promise((resolve, reject) => {
      let index = 0
      let next = due.next()
      const stop = (): void => {
        this.#cancel = undefined
        this.#stop = undefined
        resolve()
      }
      const wake = (): void => {
        try {
          while (next.done !== true && startAt + next.value <= this.#timers.now()) {
            onDue(index++, startAt + next.value)
            next = due.next()
          }
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)))
          return
        }
        if (next.done === true) stop()
        else this.#cancel = this.#timers.after(startAt + next.value - this.#timers.now(), wake)
      }
      this.#stop = stop
      wake()
    })
  }

  /** Ends the run under way, if there is one. */
  stop(): void {
    this.#cancel?.()
    this.#stop?.()
  }
}
