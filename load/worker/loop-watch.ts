import type { Timers } from '../pacer.ts'

const tickMs = 10
const burstDeliveriesPerMs = 5

/**
 * Notices when the event loop stands still. Working off a burst of deliveries is no standstill: the gateway sent
 * them at once and they are timed as they come out of the kernel. A pause in which little was received is the
 * generator's own: a garbage collection, a starved CPU, a stopped process.
 */
export class LoopWatch {
  /** The longest standstill while it watched, in milliseconds. */
  longestBlock = 0
  readonly #timers: Timers
  readonly #handled: () => number
  #cancel: (() => void) | undefined
  #lastAt = 0
  #lastHandled = 0

  /** `handled` counts what has been received so far. */
  constructor(timers: Timers, handled: () => number) {
    this.#timers = timers
    this.#handled = handled
  }

  /** Begins to watch; `since` is when it should have begun, in milliseconds of the clock: being late is a standstill too. */
  start(since = this.#timers.now()): void {
    this.#lastAt = since
    this.#lastHandled = this.#handled()
    this.#arm()
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  #arm(): void {
    this.#cancel = this.#timers.after(tickMs, () => {
      this.#tick()
      this.#arm()
    })
  }

  #tick(): void {
    const now = this.#timers.now()
    const handled = this.#handled()
    const late = now - this.#lastAt - tickMs
    if (handled - this.#lastHandled < late * burstDeliveriesPerMs && late > this.longestBlock) this.longestBlock = late
    this.#lastAt = now
    this.#lastHandled = handled
  }
}
