import { ErrorRate, type BadStretch } from './error-rate.ts'
import { TrialError } from './trial-error.ts'
import type { Failure, WorkerProgress } from './worker/protocol.ts'

/** Ends a trial in which most of what is done fails, so that a gateway in trouble is not pushed any further. */
export class ErrorStop {
  readonly #rate = new ErrorRate()
  readonly #commonest = new Map<number, Failure>()

  /** Takes what a worker tells of itself at a time in milliseconds; returns the error that ends the trial, if it must end. */
  news({ worker, operations, failures, commonest }: WorkerProgress, at: number): TrialError | undefined {
    if (commonest !== undefined) this.#commonest.set(worker, commonest)
    const stretch = this.#rate.add(at, worker, operations, failures)
    return stretch && new TrialError('too-many-errors', this.#inWords(stretch))
  }

  #inWords({ seconds, operations, failures }: BadStretch): string {
    const what = `${failures} of ${operations} operations failed within ${seconds} seconds, more than half in each of them`
    const most = this.#mostOften()
    return most === undefined ? what : `${what}; most often ${most.key} (${most.example})`
  }

  #mostOften(): Failure | undefined {
    const merged = new Map<string, Failure>()
    for (const failure of this.#commonest.values()) {
      merged.set(failure.key, { ...failure, count: failure.count + (merged.get(failure.key)?.count ?? 0) })
    }
    return [...merged.values()].toSorted((one, other) => other.count - one.count)[0]
  }
}
