import { ClientError } from '../client-error.ts'

interface PendingAck {
  readonly dueBy: number
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: ClientError) => void
}

/** Acknowledgements that a client waits for, oldest first. */
export class PendingAcks {
  readonly #pending = new Map<number, PendingAck>()

  /** Waits for the acknowledgement with that id until `dueBy`, in milliseconds of the monotonic clock. */
  add(id: number, dueBy: number): Promise<unknown> {
    return new Promise((resolve, reject) => this.#pending.set(id, { dueBy, resolve, reject }))
  }

  /** Ends the wait for one; an id that nobody waits for, or not any more, is ignored. */
  resolve(id: number, answer: unknown): void {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    pending?.resolve(answer)
  }

  /** Rejects those that were due before `now`. All have the same time allowed, so the oldest come first. */
  expire(now: number): void {
    for (const [id, pending] of this.#pending) {
      if (pending.dueBy > now) return
      this.#pending.delete(id)
      pending.reject(new ClientError('ack-timeout', 'open', 'no acknowledgement came in time'))
    }
  }

  rejectAll(message: string): void {
    for (const pending of this.#pending.values()) pending.reject(new ClientError('closed', 'open', message))
    this.#pending.clear()
  }
}
