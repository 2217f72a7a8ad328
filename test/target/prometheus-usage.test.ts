import { expect, test } from 'vitest'

import { parsePrometheusUsage } from '../../target/prometheus-usage.ts'

const page = `# HELP process_cpu_seconds_total Total user and system CPU time spent in seconds.
# TYPE process_cpu_seconds_total counter
process_cpu_seconds_total 1.5
process_resident_memory_bytes 4096
nodejs_heap_size_used_bytes 2048
nodejs_external_memory_bytes 512
nodejs_eventloop_lag_p50_seconds 0.001
nodejs_eventloop_lag_p99_seconds 0.002
nodejs_eventloop_lag_max_seconds 0.004
nodejs_gc_duration_seconds_sum{kind="major"} 0.25
nodejs_gc_duration_seconds_sum{kind="minor"} 0.5
`

test('reads the default metrics of prom-client, in milliseconds and bytes', () => {
  expect(parsePrometheusUsage(page)).toEqual({
    cpuMs: 1500,
    rssBytes: 4096,
    heapUsedBytes: 2048,
    externalBytes: 512,
    youngBytes: undefined,
    eventLoopDelay: { p50: 1, p99: 2, max: 4 },
    eventLoopActiveMs: undefined,
    gcMs: 750,
    connections: undefined,
  })
})

test('leaves out what the page does not have, or has as NaN', () => {
  const usage = parsePrometheusUsage('process_cpu_seconds_total 2 1795000000000\nnodejs_heap_size_used_bytes NaN\n')
  expect(usage).toMatchObject({ cpuMs: 2000, heapUsedBytes: undefined, rssBytes: undefined, eventLoopDelay: undefined })
})

test('does not take another page for metrics', () => {
  expect(parsePrometheusUsage('<html><body>process_cpu_seconds_total</body></html>')).toBeUndefined()
})
