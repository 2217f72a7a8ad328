import type { Random } from '../random.ts'
import type { ReconnectionOptions } from './reconnection-options.ts'

/** The delays between attempts to connect anew: doubling, spread at random, with a longest one. */
export class Backoff {
  readonly #first: number
  readonly #longest: number
  readonly #spread: number
  readonly #random: Random

  constructor(options: ReconnectionOptions, random: Random) {
    this.#first = options.reconnectionDelay ?? 1_000
    this.#longest = options.reconnectionDelayMax ?? 5_000
    this.#spread = options.randomizationFactor ?? 0.5
    this.#random = random
  }

  /** The delay before that attempt, counted from 1, in milliseconds. */
  delayMs(attempt: number): number {
    const even = this.#first * 2 ** (attempt - 1)
    const deviation = (this.#random() * 2 - 1) * this.#spread * even
    return Math.min(even + deviation, this.#longest)
  }
}
