import type { Client } from 'autocannon'

/**
 * One connection of autocannon, and the request under way on it.
 *
 * autocannon calls `_doRequest` whenever a connection could send: when it was made, and after each answer. Here that
 * becomes a question, `onFree`, and `send` is what sends. Throws an `Error` where autocannon has no such function any more.
 */
export class Lane {
  /** Whether a request is under way. */
  isBusy = false
  /** Whether the request under way is one that is timed. */
  isTimed = false
  /** Whether the lane waits for a request to fall due. */
  isIdle = false
  /** Whether the server ends the connection after this answer. */
  isEnding = false
  /** Whether the next request is one that is timed. */
  nextIsTimed = true
  /** Of the request under way, in milliseconds of the monotonic clock. */
  dueAt = 0
  sentAt = 0
  readonly #send: () => void

  constructor(client: Client, onFree: (lane: Lane) => void) {
    const send = client._doRequest
    if (send === undefined) throw new Error('autocannon has no _doRequest: it is made for version 8.0.0')
    this.#send = send.bind(client)
    client._doRequest = () => {
      onFree(this)
    }
    client.on('headers', ({ shouldKeepAlive }: { readonly shouldKeepAlive?: boolean }) => {
      this.isEnding = shouldKeepAlive === false
    })
  }

  /** Sends the next request. */
  send(dueAt: number, now: number): void {
    this.isBusy = true
    this.isIdle = false
    this.isTimed = this.nextIsTimed
    this.dueAt = dueAt
    this.sentAt = now
    this.#send()
  }
}
