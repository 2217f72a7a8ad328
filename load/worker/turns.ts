import { realTimers, type Timers } from '../pacer.ts'

/** Gives turns that lie at least an interval apart; turns that nobody took are not made up for. */
export class Turns {
  readonly #intervalMs: number
  readonly #timers: Timers
  #nextAt = -Infinity

  constructor(intervalMs: number, timers: Timers = realTimers) {
    this.#intervalMs = intervalMs
    this.#timers = timers
  }

  /** Resolves when it is the caller's turn; callers are served in the order in which they ask. */
  next(): Promise<void> {
    const at = Math.max(this.#timers.now(), this.#nextAt)
    this.#nextAt = at + this.#intervalMs
    const waitMs = at - this.#timers.now()
    if (waitMs <= 0) return Promise.resolve()
    return new Promise((resolve) => void this.#timers.after(Math.ceil(waitMs), resolve))
  }
}
