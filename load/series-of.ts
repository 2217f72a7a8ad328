import type { InstanceUsage } from '../target/target.ts'
import type { Evidence } from './evidence.ts'
import type { RelayTraits } from './owed.ts'
import { Recorder } from './recorder.ts'
import type { Series } from './trial-result.ts'

/** What happened in the course of the window: one point a second for the generator's side, one a reading for the target's. */
export function seriesOf(evidence: Evidence, traits: RelayTraits): Record<string, Series> {
  if (evidence.windowFrom === undefined) return {}
  return { ...generatorSeries(evidence, traits), ...targetSeries(evidence, evidence.windowFrom) }
}

function generatorSeries(evidence: Evidence, { relays }: RelayTraits): Record<string, Series> {
  const seconds = new Map<number, Recorder>()
  for (const { second, responseTimes } of evidence.progress) {
    if (second < 0) continue
    const recorder = seconds.get(second) ?? Recorder.empty()
    if (responseTimes !== undefined) recorder.add(Recorder.decode(responseTimes))
    seconds.set(second, recorder)
  }
  const rows = [...seconds].sort(([a], [b]) => a - b)
  if (rows.length === 0) return {}
  const subject = evidence.workload.messages === undefined ? 'connect' : relays ? 'delivery' : 'ack'
  const at = rows.map(([second]) => second * 1000)
  return {
    [`${subject}.rate`]: { unit: 'per second', at, values: rows.map(([, recorder]) => recorder.count) },
    [`${subject}.p50`]: { unit: 'ms', at, values: rows.map(([, recorder]) => recorder.percentile(50) ?? null) },
    [`${subject}.p99`]: { unit: 'ms', at, values: rows.map(([, recorder]) => recorder.percentile(99) ?? null) },
  }
}

function targetSeries(evidence: Evidence, windowFrom: number): Record<string, Series> {
  const series: Record<string, Series> = {}
  const { samples } = evidence
  for (let instance = 0; instance < evidence.instances; instance++) {
    const readings = samples.flatMap(({ usage }) => usage.instances[instance] ?? [])
    const cpu = readings.map((reading, n) => coresBetween(readings[n - 1], reading))
    add(`instance.${instance + 1}.cpu`, 'cores', readings, cpu)
    add(
      `instance.${instance + 1}.eventLoopDelay.p99`,
      'ms',
      readings,
      readings.map(({ eventLoopDelay }) => eventLoopDelay?.p99 ?? null),
    )
    add(
      `instance.${instance + 1}.rss`,
      'bytes',
      readings,
      readings.map(({ rssBytes }) => rssBytes ?? null),
    )
  }
  return series

  function add(name: string, unit: string, readings: readonly InstanceUsage[], values: (number | null)[]): void {
    if (values.every((value) => value === null)) return
    series[name] = { unit, at: readings.map(({ at }) => Math.max(0, at - windowFrom)), values }
  }
}

function coresBetween(before: InstanceUsage | undefined, after: InstanceUsage): number | null {
  if (before?.cpuMs === undefined || after.cpuMs === undefined || after.at <= before.at) return null
  return (after.cpuMs - before.cpuMs) / (after.at - before.at)
}
