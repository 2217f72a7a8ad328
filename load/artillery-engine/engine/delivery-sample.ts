const capacity = 1_000

/**
 * Response times for Artillery's own histogram: at most a thousand between two flushes, of more a uniform sample
 * (reservoir sampling, Vitter 1985, algorithm R). The book has all of them.
 */
export class DeliverySample {
  readonly #times = new Float64Array(capacity)
  #seen = 0

  /** Offers one response time, in milliseconds. */
  add(milliseconds: number): void {
    const slot = this.#seen < capacity ? this.#seen : Math.floor(Math.random() * (this.#seen + 1))
    if (slot < capacity) this.#times[slot] = milliseconds
    this.#seen++
  }

  /** Hands on what has been kept and begins anew. */
  flush(take: (milliseconds: number) => void): void {
    for (const time of this.#times.subarray(0, Math.min(this.#seen, capacity))) take(time)
    this.#seen = 0
  }
}
