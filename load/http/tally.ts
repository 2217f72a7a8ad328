import { Recorder } from '../recorder.ts'
import type { FailureCounts } from '../worker/protocol.ts'
import type { HttpReport } from './protocol.ts'

/** Counts what fell due in the window and what became of it; times go into recorders. */
export class Tally {
  readonly #response = Recorder.empty()
  readonly #service = Recorder.empty()
  readonly #sendDelay = Recorder.empty()
  readonly #failures: Record<string, { count: number; example: string }> = {}
  readonly #name: string
  #due = 0
  #settled = 0

  /** `name` begins the codes of failures. */
  constructor(name: string) {
    this.#name = name
  }

  /** Requests of the window that have neither been answered nor failed yet. */
  get owed(): number {
    return this.#due - this.#settled
  }

  /** A request fell due. */
  due(): void {
    this.#due++
  }

  /** By how much the generator called a request out late, in milliseconds. */
  calledOut(lateMs: number): void {
    this.#sendDelay.record(Math.max(0, lateMs))
  }

  /** A request was answered as it should be; times in milliseconds. */
  answered(responseMs: number, serviceMs: number): void {
    this.#settled++
    this.#response.record(responseMs)
    this.#service.record(serviceMs)
  }

  /** A request of the window failed. */
  failed(code: string, example: string): void {
    this.#settled++
    this.note(code, example)
  }

  /** Something else went wrong in the window. */
  note(code: string, example: string, count = 1): void {
    const entry = (this.#failures[`${this.#name}.${code}`] ??= { count: 0, example })
    entry.count += count
  }

  /** Gives up on what is still owed; `unsent` of it never left. */
  abandon(unsent: number): void {
    const unanswered = this.owed - unsent
    if (unsent > 0) this.note('not-sent', 'it fell due while every connection was waiting for an answer', unsent)
    if (unanswered > 0) this.note('unanswered', 'no answer came until the measurement ended', unanswered)
    this.#settled = this.#due
  }

  /** Everything so far; `windowMs` is how long the window was, `longestBlock` see {@link HttpReport}. */
  report(windowMs: number, longestBlock: number): HttpReport {
    const failures: FailureCounts = this.#failures
    return {
      response: this.#response.encode(),
      service: this.#service.encode(),
      sendDelay: this.#sendDelay.encode(),
      windowMs,
      due: this.#due,
      failures,
      longestBlock,
    }
  }
}
