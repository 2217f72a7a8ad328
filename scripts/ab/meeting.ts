import { monotonicClock, type Clock } from '../../load/clock.ts'
import type { MeetingPoint } from '../../load/trial-context.ts'
import { sides, type SideName } from './side.ts'

/** How the two trials of a pair are set against each other. */
export interface MeetingOptions {
  /** The side that begins first; the other one begins the offset later. */
  readonly first: SideName
  /** By how much the other side begins later, in milliseconds. */
  readonly offsets: Readonly<Record<MeetingPoint, number>>
  /** Default: the host's monotonic clock. */
  readonly clock?: Clock
}

interface Arrival {
  readonly side: SideName
  readonly begin: (at: number) => void
}

/** Where the two trials of a pair wait for each other, so that they do the same at the same time. */
export class Meeting {
  readonly #options: MeetingOptions
  readonly #clock: Clock
  readonly #waiting = new Map<MeetingPoint, Arrival[]>()
  readonly #left = new Set<SideName>()

  constructor(options: MeetingOptions) {
    this.#options = options
    this.#clock = options.clock ?? monotonicClock
  }

  /**
   * Resolves when the other side has come to this point too, or has left, with the time to begin: milliseconds of the
   * monotonic clock.
   */
  arrive(side: SideName, point: MeetingPoint): Promise<number> {
    return new Promise((resolve) => {
      this.#waiting.set(point, [...(this.#waiting.get(point) ?? []), { side, begin: resolve }])
      this.#release()
    })
  }

  /** Says that the trial of this side has ended, in whatever way: the other one waits for it no more. */
  leave(side: SideName): void {
    this.#left.add(side)
    this.#release()
  }

  #release(): void {
    for (const [point, arrivals] of this.#waiting) {
      const isComplete = sides.every((side) => this.#left.has(side) || arrivals.some((one) => one.side === side))
      if (!isComplete) continue
      this.#waiting.delete(point)
      const now = this.#clock.now()
      for (const { side, begin } of arrivals)
        begin(side === this.#options.first ? now : now + this.#options.offsets[point])
    }
  }
}
