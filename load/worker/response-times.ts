import { Recorder } from '../recorder.ts'

/**
 * Gathers the recorders that a hot path fills into whole ones, interval by interval, so that the hot path records
 * each value once and every interval can still be shown by itself.
 */
export class ResponseTimes {
  readonly #sources: Readonly<Record<string, Recorder>>
  readonly #wholes: Readonly<Record<string, Recorder>>
  readonly #interval = Recorder.empty()

  /** `sources` by metric name; from now on only `cut` may reset them. */
  constructor(sources: Readonly<Record<string, Recorder>>) {
    this.#sources = sources
    this.#wholes = Object.fromEntries(Object.keys(sources).map((name) => [name, Recorder.empty()]))
  }

  /** Ends an interval and returns what came in it, all sources together, encoded; `undefined` if nothing did. */
  cut(): string | undefined {
    this.#interval.reset()
    for (const [name, source] of Object.entries(this.#sources)) {
      this.#interval.add(source)
      this.#wholes[name]?.add(source)
      source.reset()
    }
    return this.#interval.count === 0 ? undefined : this.#interval.encode()
  }

  /** Everything so far, by name, encoded; empty ones are left out. */
  wholes(): Record<string, string> {
    this.cut()
    return Object.fromEntries(
      Object.entries(this.#wholes)
        .filter(([, recorder]) => recorder.count > 0)
        .map(([name, recorder]) => [name, recorder.encode()]),
    )
  }
}
