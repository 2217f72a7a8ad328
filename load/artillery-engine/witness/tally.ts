import type { Book } from '../../fleet/book.ts'
import type { WatchedEvents } from './watched-context.ts'

const flushMs = 1000

/**
 * Counts and times for the book and for Artillery at once, by the same names (`gatecrash.<name>` in Artillery's metrics).
 * Counters reach Artillery once a second and whenever a user ends: one event for each delivery would cost more than the delivery.
 */
export class Tally {
  readonly book: Book
  /** The worker as the stamps of its messages name it. */
  readonly worker: number
  readonly #events: WatchedEvents
  readonly #pending = new Map<string, number>()

  constructor(book: Book, events: WatchedEvents) {
    this.book = book
    this.worker = parseInt(book.worker, 36)
    // Ends with its thread; the end of the last user flushes what is left.
    setInterval(() => this.flush(), flushMs).unref()
    this.#events = events
  }

  /** Adds to a counter. */
  count(name: string, n = 1): void {
    this.book.count(name, n)
    this.show(name, n)
  }

  /** Adds to a counter of Artillery's alone: what the book counts by itself. */
  show(name: string, n = 1): void {
    this.#pending.set(name, (this.#pending.get(name) ?? 0) + n)
  }

  /** Records a duration in milliseconds. */
  record(name: string, milliseconds: number): void {
    this.book.record(name, milliseconds)
    this.time(`gatecrash.${name}`, milliseconds)
  }

  /** Adds to a histogram of Artillery's alone, by its whole name. */
  time(name: string, milliseconds: number): void {
    this.#events.emit('histogram', name, milliseconds)
  }

  /** Counts a failure that the engine does not tell Artillery of. */
  error(operation: string, code: string): void {
    this.book.fail(operation, code)
    this.#events.emit('error', code)
  }

  /** Hands to Artillery what has been counted since the last time. */
  flush(): void {
    for (const [name, n] of this.#pending) this.#events.emit('counter', `gatecrash.${name}`, n)
    this.#pending.clear()
  }
}
