/** In how many seconds in a row more than which share of the operations must fail for a trial to be ended. */
export const errorLimits = { seconds: 5, share: 0.5 } as const

/** Seconds in a row in each of which more operations failed than the limit allows, added up. */
export interface BadStretch {
  readonly seconds: number
  readonly operations: number
  readonly failures: number
}

const nothing: BadStretch = { seconds: 0, operations: 0, failures: 0 }

/**
 * Watches how many operations fail, over all workers together, second by second. A second in which more than half of them
 * fail is a bad one; one in which fewer do ends the stretch. A second without operations says nothing: it neither counts nor
 * ends the stretch, so that a slow schedule is judged by the seconds in which something happened.
 */
export class ErrorRate {
  readonly #told = new Map<number, { readonly operations: number; readonly failures: number }>()
  #second = -Infinity
  #operations = 0
  #failures = 0
  #stretch = nothing

  /**
   * Takes what a worker has counted since it began; `at` is when it came, in milliseconds. Returns the stretch of bad seconds
   * once it is long enough, else `undefined`. A second is judged when something comes after it has ended.
   */
  add(at: number, worker: number, operations: number, failures: number): BadStretch | undefined {
    const second = Math.floor(at / 1000)
    if (second > this.#second) this.#judge()
    this.#second = second
    const before = this.#told.get(worker)
    this.#told.set(worker, { operations, failures })
    this.#operations += operations - (before?.operations ?? 0)
    this.#failures += failures - (before?.failures ?? 0)
    return this.#stretch.seconds >= errorLimits.seconds ? this.#stretch : undefined
  }

  #judge(): void {
    const [operations, failures] = [this.#operations, this.#failures]
    this.#operations = 0
    this.#failures = 0
    if (operations === 0) return
    const { seconds, ...sums } = this.#stretch
    this.#stretch =
      failures > errorLimits.share * operations
        ? { seconds: seconds + 1, operations: sums.operations + operations, failures: sums.failures + failures }
        : nothing
  }
}
