import type { TargetDeath } from '../target/target.ts'
import { TrialError } from './trial-error.ts'

/** What may end a trial before its time: the person at the keyboard, the death of its target, or too many errors. */
export class TrialEnd {
  readonly #ended: Promise<never>
  #reject: (error: TrialError) => void = () => undefined

  constructor(signal: AbortSignal) {
    this.#ended = new Promise((_, reject) => {
      this.#reject = reject
    })
    this.#ended.catch(() => undefined)
    const interrupt = (): void => this.end(new TrialError('interrupted', 'interrupted'))
    if (signal.aborted) interrupt()
    else signal.addEventListener('abort', interrupt, { once: true })
  }

  /** Ends the trial; only the first reason to end it counts. */
  end(error: TrialError): void {
    this.#reject(error)
  }

  /** From now on the death of a target ends the trial. */
  watch(died: Promise<TargetDeath>): void {
    void died.then((death) => this.end(new TrialError('target-died', inWords(death))))
  }

  /** Waits for something, unless the trial ends first: then it rejects with the `TrialError` that says why. */
  until<Value>(promise: Promise<Value>): Promise<Value> {
    promise.catch(() => undefined)
    return Promise.race([promise, this.#ended])
  }
}

function inWords(death: TargetDeath): string {
  const how = death.signal === null ? `ended with exit code ${death.exitCode}` : `was killed by ${death.signal}`
  const last = death.lastLines.at(-1)
  return `${death.what} ${how} in mid-trial${last === undefined ? '' : `; its last line: ${last}`}`
}
