import { ClientError } from '../client-error.ts'

interface PendingAck<Answer> {
  readonly dueBy: number
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: ClientError) => void
}

/** Acknowledgements that a client waits for. Times in milliseconds of the monotonic clock. */
export class PendingAcks<Answer> {
  readonly #pending = new Map<number, PendingAck<Answer>>()
  /** No wait ends before. */
  #nextDue = Infinity

  /** Waits for the acknowledgement with that id until `dueBy`. */
  add(id: number, dueBy: number): Promise<Answer> {
    this.#nextDue = Math.min(this.#nextDue, dueBy)
    return new Promise((resolve, reject) => this.#pending.set(id, { dueBy, resolve, reject }))
  }

  /** Ends the wait for one; an id that nobody waits for, or not any more, is ignored. */
  resolve(id: number, answer: Answer): void {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    pending?.resolve(answer)
  }

  /** Rejects those that were due before `now`. */
  expire(now: number): void {
    if (now < this.#nextDue) return
    this.#nextDue = Infinity
    for (const [id, pending] of this.#pending) {
      if (pending.dueBy > now) {
        this.#nextDue = Math.min(this.#nextDue, pending.dueBy)
        continue
      }
      this.#pending.delete(id)
      pending.reject(new ClientError('ack-timeout', 'open', 'no acknowledgement came in time'))
    }
  }

  rejectAll(message: string): void {
    for (const pending of this.#pending.values()) pending.reject(new ClientError('closed', 'open', message))
    this.#pending.clear()
  }
}
