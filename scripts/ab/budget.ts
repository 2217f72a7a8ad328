import type { Clock } from '../../load/clock.ts'

/** How many of the latest pairs the next one is expected to be like. */
const remembered = 10

/** The time that pairs may take together. It begins with the first pair. */
export class Budget {
  readonly #ms: number
  readonly #clock: Clock
  readonly #durations: number[] = []
  #firstAt: number | undefined
  #beganAt = 0

  constructor(ms: number, clock: Clock) {
    this.#ms = ms
    this.#clock = clock
  }

  /** Whether another pair can end in time, if it takes as long as the slowest of the latest ones. The first one always may begin. */
  get hasRoom(): boolean {
    if (this.#firstAt === undefined) return true
    const longest = Math.max(0, ...this.#durations.slice(-remembered))
    return this.#clock.now() + longest <= this.#firstAt + this.#ms
  }

  /** Says that a pair begins. */
  begin(): void {
    this.#beganAt = this.#clock.now()
    this.#firstAt ??= this.#beganAt
  }

  /** Says that the pair has ended. */
  end(): void {
    this.#durations.push(this.#clock.now() - this.#beganAt)
  }
}
