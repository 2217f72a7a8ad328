import type { InstanceUsage } from './target.ts'

type Figures = Omit<InstanceUsage, 'source' | 'at'>

/**
 * Reads what a process uses from its Prometheus page, by the names that client libraries of every language give process metrics
 * (https://prometheus.io/docs/instrumenting/writing_clientlibs/#process-metrics; text format,
 * https://prometheus.io/docs/instrumenting/exposition_formats), and those that `prom-client` gives a Node process besides.
 *
 * `undefined` when the page has no CPU time: it is then no such page.
 */
export function parsePrometheusUsage(page: string): Figures | undefined {
  const sums = sumByName(page)
  const cpuSeconds = sums.get('process_cpu_seconds_total')
  if (cpuSeconds === undefined) return undefined
  const p50 = inMilliseconds(sums.get('nodejs_eventloop_lag_p50_seconds'))
  const p99 = inMilliseconds(sums.get('nodejs_eventloop_lag_p99_seconds'))
  const max = inMilliseconds(sums.get('nodejs_eventloop_lag_max_seconds'))
  const hasDelay = p50 !== undefined && p99 !== undefined && max !== undefined
  return {
    cpuMs: cpuSeconds * 1_000,
    rssBytes: sums.get('process_resident_memory_bytes'),
    heapUsedBytes: sums.get('nodejs_heap_size_used_bytes'),
    externalBytes: sums.get('nodejs_external_memory_bytes'),
    youngBytes: undefined,
    eventLoopDelay: hasDelay ? { p50, p99, max } : undefined,
    eventLoopActiveMs: undefined,
    gcMs: inMilliseconds(sums.get('nodejs_gc_duration_seconds_sum')),
    connections: undefined,
  }
}

/** When the process started whose page it is, in seconds of its clock; `undefined` where the page does not say. */
export function processStartOf(page: string): number | undefined {
  return sumByName(page).get('process_start_time_seconds')
}

function inMilliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1_000
}

/** One value per name, summed over its labels; values that are no finite number are left out. */
function sumByName(page: string): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const line of page.split('\n')) {
    const match = /^([a-zA-Z_:][\w:]*)(?:\{.*\})?\s+(\S+)/.exec(line)
    const value = Number(match?.[2])
    if (match?.[1] === undefined || !Number.isFinite(value)) continue
    sums.set(match[1], (sums.get(match[1]) ?? 0) + value)
  }
  return sums
}
