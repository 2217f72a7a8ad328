import type { Failure, FailureCounts } from './protocol.ts'

/** Counts failures by operation and code, with one message of each as an example. */
export class Failures {
  readonly #counts = new Map<string, { count: number; example: string }>()

  add(operation: string, code: string, example: string): void {
    const key = `${operation}.${code}`
    const entry = this.#counts.get(key)
    if (entry === undefined) this.#counts.set(key, { count: 1, example })
    else entry.count++
  }

  get total(): number {
    let total = 0
    for (const { count } of this.#counts.values()) total += count
    return total
  }

  /** The kind that there are most of. */
  get commonest(): Failure | undefined {
    let most: Failure | undefined
    for (const [key, entry] of this.#counts) if (entry.count > (most?.count ?? 0)) most = { key, ...entry }
    return most
  }

  counts(): FailureCounts {
    return Object.fromEntries([...this.#counts].map(([key, entry]) => [key, { ...entry }]))
  }
}
