import type { Timers } from '../../load/pacer.ts'

interface Pending {
  readonly at: number
  readonly callback: () => void
}

/** Time that passes only when a test says so. Timers fire `lateness` after they are due, as busy hosts do. */
export class VirtualTimers implements Timers {
  lateness = 0
  #now: number
  #pending: Pending[] = []

  constructor(now = 0) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, delayMs) + this.lateness, callback }
    this.#pending.push(timer)
    return () => {
      this.#pending = this.#pending.filter((one) => one !== timer)
    }
  }

  /** Lets time pass, firing what falls due on the way. */
  advanceTo(time: number): void {
    for (;;) {
      const next = this.#pending.filter(({ at }) => at <= time).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.#pending = this.#pending.filter((one) => one !== next)
      this.#now = Math.max(this.#now, next.at)
      next.callback()
    }
    this.#now = time
  }

  /** Lets time pass without firing anything: the process stood still. */
  freezeUntil(time: number): void {
    this.#now = time
  }
}
