import { monotonicClock } from '../../clock.ts'
import { LiveSet } from '../live-set.ts'

/** Something with deadlines of its own. */
export interface Watched {
  /** Acts on every deadline that lies before `now`, in milliseconds of the monotonic clock. */
  check(now: number): void
}

const periodMs = 200

/**
 * Checks the deadlines of all its members a few times a second: one timer for all, so that a member costs none.
 *
 * Deadlines are checked after pending input was read. A process that was held up does not take its own delay for the
 * server's silence.
 */
export class Watch {
  readonly #members = new LiveSet<Watched>()
  #timer: NodeJS.Timeout | undefined

  add(member: Watched): void {
    this.#members.add(member)
    this.#timer ??= setInterval(() => setImmediate(() => this.#checkAll()), periodMs)
  }

  delete(member: Watched): void {
    this.#members.delete(member)
    if (this.#members.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** Resolves when there is no member left. */
  empty(): Promise<void> {
    return this.#members.empty()
  }

  #checkAll(): void {
    const now = monotonicClock.now()
    for (const member of this.#members) member.check(now)
  }
}
