import { longestDuration, Recorder } from '../recorder.ts'

/** The histograms of one worker, by name. */
export class Durations {
  readonly #recorders = new Map<string, Recorder>()

  /** The histogram of that name, which is in the log once it holds something. */
  of(name: string): Recorder {
    const known = this.#recorders.get(name)
    if (known !== undefined) return known
    const recorder = Recorder.empty()
    this.#recorders.set(name, recorder)
    return recorder
  }

  /** Lossless, as a log has them. */
  log(): Record<string, string> {
    const filled = [...this.#recorders].filter(([, { count }]) => count > 0)
    return Object.fromEntries(filled.map(([name, recorder]) => [name, recorder.encode()]))
  }
}

/** Whether a histogram can hold so many milliseconds: up to an hour. */
export function isDuration(milliseconds: number): boolean {
  return milliseconds >= 0 && milliseconds <= longestDuration
}
