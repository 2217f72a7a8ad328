import type { Tally } from './tally.ts'
import type { WatchedEvents } from './watched-context.ts'

/** What the engine gives for a status where the answer came over a socket. */
const overSocket = 101

/**
 * Makes histograms again of the `response` events of socketio-v3, to which Artillery 2 has no listener: of sockets
 * (`socketio.response_time`), and of the HTTP steps that its nested Artillery 1 runs.
 */
export class LostResponses {
  readonly #tally: Tally
  #ofPlainEmit = false
  #ofAck = false

  constructor(events: WatchedEvents, tally: Tally) {
    this.#tally = tally
    events.on('response', (nanoseconds: number, status: number) => {
      if (status === overSocket) this.#overSocket(nanoseconds / 1e6)
      else this.#overHttp(nanoseconds / 1e6, status)
    })
  }

  /** An emit without acknowledgement follows: where it waits for nothing, its `response` comes at once and says nothing. */
  plainEmit(): void {
    this.#ofPlainEmit = true
    queueMicrotask(() => {
      this.#ofPlainEmit = false
    })
  }

  /** Hands an acknowledgement to the engine: a `response` meanwhile is its own, and is timed already. */
  duringAck(tell: () => void): void {
    this.#ofAck = true
    try {
      tell()
    } finally {
      this.#ofAck = false
    }
  }

  #overSocket(milliseconds: number): void {
    if (this.#ofPlainEmit) return
    this.#tally.time('socketio.response_time', milliseconds)
    if (!this.#ofAck) this.#tally.record('response', milliseconds)
  }

  #overHttp(milliseconds: number, status: number): void {
    this.#tally.record('http', milliseconds)
    this.#tally.count('http.requests')
    this.#tally.count(`http.codes.${status}`)
  }
}
