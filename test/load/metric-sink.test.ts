import { expect, test } from 'vitest'
import { MetricSink } from '../../load/metric-sink.ts'
import { Recorder } from '../../load/recorder.ts'

function metricsOf(count: number): Record<string, number> {
  const recorder = Recorder.empty()
  for (let value = 1; value <= count; value++) recorder.record(value)
  const sink = new MetricSink()
  sink.distribution('delivery', recorder)
  return sink.metrics
}

test('what was not measured is left out, never zero', () => {
  const sink = new MetricSink()
  sink.set('connect.serverCpu', undefined)
  sink.set('connect.failed', 0)
  sink.distribution('delivery', undefined)
  sink.outline('completion', Recorder.empty())
  expect(sink.metrics).toEqual({ 'connect.failed': 0 })
})

test('a percentile that no value lies beyond is left out', () => {
  expect(Object.keys(metricsOf(1))).toEqual(['delivery.max'])
  expect(Object.keys(metricsOf(99))).toEqual(['delivery.p50', 'delivery.p90', 'delivery.max'])
  expect(metricsOf(999)).not.toHaveProperty('delivery.p999')
  expect(metricsOf(1000)).toHaveProperty('delivery.p999')
})

test('no percentile exceeds the maximum', () => {
  const metrics = metricsOf(1000)
  expect(metrics['delivery.p999']).toBeLessThanOrEqual(metrics['delivery.max'] ?? 0)
})
