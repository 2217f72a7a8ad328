import type { Recorder } from './recorder.ts'

const everyPercentile = { p50: 50, p90: 90, p99: 99, p999: 99.9 } as const

/** Collects the figures of a trial by metric id; what was not measured is left out, never written as zero. */
export class MetricSink {
  readonly metrics: Record<string, number> = {}

  set(id: string, value: number | undefined): void {
    if (value !== undefined) this.metrics[id] = value
  }

  /** `id.p50`, `id.p90`, `id.p99`, `id.p999` and `id.max`, in milliseconds. */
  distribution(id: string, recorder: Recorder | undefined): void {
    if (recorder === undefined || recorder.count === 0) return
    for (const [name, percentile] of Object.entries(everyPercentile)) {
      this.set(`${id}.${name}`, recorder.percentile(percentile))
    }
    this.set(`${id}.max`, recorder.max)
  }

  /** Only `id.p50` and `id.p99`. */
  outline(id: string, recorder: Recorder | undefined): void {
    this.set(`${id}.p50`, recorder?.percentile(50))
    this.set(`${id}.p99`, recorder?.percentile(99))
  }
}
