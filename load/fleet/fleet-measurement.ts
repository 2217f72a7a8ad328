import type { TargetUsage } from '../../target/target.ts'
import { MetricSink } from '../metric-sink.ts'
import { addUtilisation } from '../metrics-of-messages.ts'
import type { LedgerCounts, Measurement, Series } from '../trial-result.ts'
import { cpuOf } from '../usage-math.ts'
import { fleetWarnings } from './fleet-faults.ts'
import type { Merged } from './merge.ts'

/** What is known beside the logs. */
export interface FleetContext {
  /** Over which rates are told; default: from the beginning of the first worker to the end of the last. */
  readonly windowMs?: number
  /** What the target had used before the first user and after the last, and readings in between, in order. */
  readonly usage?: {
    readonly from: TargetUsage
    readonly to: TargetUsage
    readonly samples?: readonly { readonly at: number; readonly usage: TargetUsage }[]
  }
}

/** Asked for by a user, so no loss; all other reasons of `disconnects.<reason>` are. */
const askedFor = 'disconnects.io client disconnect'

/** A merged fleet as what a trial measured. */
export function measurementOf(
  merged: Merged,
  { windowMs = lengthMsOf(merged), usage }: FleetContext = {},
): Measurement {
  const sink = new MetricSink()
  addTimes(sink, merged)
  addCounts(sink, merged, windowMs)
  addDeliveries(sink, merged, windowMs)
  if (usage !== undefined) addTargetUsage(sink, merged, usage)
  return {
    startedAt: merged.startedAt,
    windowMs,
    metrics: sink.metrics,
    histograms: Object.fromEntries([...merged.recorders].map(([name, recorder]) => [name, recorder.encode()])),
    ledger: merged.ledger.sent > 0 ? ledgerOf(merged) : undefined,
    failures: merged.failures,
    series: seriesOf(merged),
    warnings: fleetWarnings(merged),
  }
}

/** From the beginning of the first worker to the end of the last, in milliseconds. */
export function lengthMsOf({ startedMicros, endedMicros }: Merged): number {
  return Math.max(1, Math.round((endedMicros - startedMicros) / 1000))
}

function addTimes(sink: MetricSink, { recorders }: Merged): void {
  for (const id of ['connect', 'delivery', 'ack', 'response', 'session']) sink.distribution(id, recorders.get(id))
  sink.distribution('request', recorders.get('http'))
  for (const id of ['connect.tcp', 'connect.handshake', 'connect.namespace', 'connect.join', 'upgrade', 'sendDelay']) {
    sink.outline(id, recorders.get(id))
  }
  sink.set('sendDelay.max', recorders.get('sendDelay')?.max)
}

function addCounts(sink: MetricSink, { counters, failures, spans, ...usage }: Merged, windowMs: number): void {
  const counted = (name: string): number => counters[name] ?? 0
  const perSecond = (name: string): number | undefined =>
    counters[name] === undefined ? undefined : (counted(name) * 1000) / windowMs
  const connects = counted('connects')
  sink.set('connect.failed', startingWith(failures, 'connect.'))
  sink.set('connection.lost', startingWith(counters, 'disconnects.') - counted(askedFor))
  sink.set('connection.reconnects', counted('reconnects'))
  const [first = 0, last = 0] = spans['connects'] ?? []
  if (last > first) sink.set('connect.rate', (connects * 1e6) / (last - first))
  sink.set('emit.rate', perSecond('emits'))
  sink.set('event.rate', perSecond('events'))
  sink.set('ack.rate', perSecond('acks'))
  if (counters['acks'] !== undefined || startingWith(failures, 'ack.') > 0) {
    sink.set('ack.failed', startingWith(failures, 'ack.'))
  }
  sink.set('request.rate', perSecond('http.requests'))
  sink.set('response.failed', startingWith(failures, 'response.') || undefined)
  if (connects > 0) sink.set('user.generatorCpu', usage.workingCpuMicros / 1000 / connects)
  sink.set('generator.cpu', usage.workingCpuMicros / 1000 / windowMs)
}

function addDeliveries(sink: MetricSink, { ledger, counters, workingCpuMicros }: Merged, windowMs: number): void {
  if (ledger.sent === 0) return
  sink.set('delivery.rate', (ledger.delivered * 1000) / windowMs)
  if (ledger.expected > 0) sink.set('delivered.ratio', ledger.delivered / ledger.expected)
  sink.set('delivery.lost', ledger.lost)
  sink.set('delivery.skipped', ledger.skipped)
  sink.set('delivery.edge', ledger.edge)
  sink.set('delivery.duplicated', ledger.duplicated)
  sink.set('delivery.reordered', ledger.reordered)
  sink.set('send.dropped', counters['sends.dropped'] ?? 0)
  const handled = counters['deliveries'] ?? 0
  if (handled > 0) sink.set('delivery.generatorCpuMicros', workingCpuMicros / handled)
}

function addTargetUsage(sink: MetricSink, merged: Merged, usage: NonNullable<FleetContext['usage']>): void {
  const { from, to, samples = [] } = usage
  const span = { from: { target: from, workers: [] }, to: { target: to, workers: [] } }
  const { server, redis } = cpuOf(span)
  const { sent } = merged.ledger
  const per = (cpuMs: number | undefined, units: number): number | undefined =>
    cpuMs === undefined || units === 0 ? undefined : cpuMs / units
  const micros = (cpuMs: number | undefined): number | undefined => cpuMs && cpuMs * 1000
  sink.set('user.serverCpu', per(server, merged.counters['connects'] ?? 0))
  sink.set('delivery.serverCpuMicros', per(micros(server), merged.counters['deliveries'] ?? 0))
  sink.set('message.serverCpuMicros', per(micros(server), sent))
  sink.set('message.redisCpuMicros', per(micros(redis), sent))
  addUtilisation(sink, { connects: span, samples, instances: to.instances.length })
}

function ledgerOf({ ledger, counters }: Merged): LedgerCounts {
  const { sent, expected, delivered, lost, duplicated, reordered, unexpected } = ledger
  const dropped = counters['sends.dropped'] ?? 0
  return { due: sent + dropped, sent, dropped, expected, delivered, lost, duplicated, reordered, unexpected }
}

function seriesOf({ series, startedMicros }: Merged): Record<string, Series> {
  const described = {
    connected: ['connected', 'users'],
    emits: ['emit.rate', 'per second'],
    deliveries: ['delivery.rate', 'per second'],
  } as const
  return Object.fromEntries(
    Object.entries(described).flatMap(([name, [id, unit]]) => {
      const own = series[name]
      if (own === undefined || own.values.every((value) => value === 0)) return []
      const at = own.values.map((_, n) => Math.max(0, Math.round((own.from + n) * 1000 - startedMicros / 1000)))
      return [[id, { unit, at, values: own.values }]]
    }),
  )
}

function startingWith(counts: Readonly<Record<string, number>>, prefix: string): number {
  return Object.entries(counts).reduce((sum, [name, n]) => (name.startsWith(prefix) ? sum + n : sum), 0)
}
