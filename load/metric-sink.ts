import type { Recorder } from './recorder.ts'

/**
 * The percentiles that are told, and how many values each needs: with fewer, not one value lies beyond it, and it would
 * be the maximum by another name.
 */
const told = {
  p50: { percentile: 50, needs: 2 },
  p90: { percentile: 90, needs: 10 },
  p99: { percentile: 99, needs: 100 },
  p999: { percentile: 99.9, needs: 1000 },
} as const

/** Collects the figures of a trial by metric id; what was not measured is left out, never written as zero. */
export class MetricSink {
  readonly metrics: Record<string, number> = {}

  set(id: string, value: number | undefined): void {
    if (value !== undefined) this.metrics[id] = value
  }

  /** `id.p50`, `id.p90`, `id.p99`, `id.p999` and `id.max`, in milliseconds, as far as there are values enough. */
  distribution(id: string, recorder: Recorder | undefined): void {
    if (recorder === undefined) return
    for (const name of ['p50', 'p90', 'p99', 'p999'] as const) this.#percentile(id, name, recorder)
    this.set(`${id}.max`, recorder.max)
  }

  /** Only `id.p50` and `id.p99`. */
  outline(id: string, recorder: Recorder | undefined): void {
    if (recorder === undefined) return
    this.#percentile(id, 'p50', recorder)
    this.#percentile(id, 'p99', recorder)
  }

  #percentile(id: string, name: keyof typeof told, recorder: Recorder): void {
    const { percentile, needs } = told[name]
    if (recorder.count >= needs) this.set(`${id}.${name}`, recorder.percentile(percentile))
  }
}
