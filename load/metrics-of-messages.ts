import type { TargetUsage } from '../target/target.ts'
import type { Account } from './account.ts'
import type { Evidence, Span } from './evidence.ts'
import type { MetricSink } from './metric-sink.ts'
import { Recorder } from './recorder.ts'
import { cpuOf, difference, eachPerUnit, sumOver } from './usage-math.ts'

/** With a smaller share of the window between the readings, costs are not stated: they are those of its end. */
export const leastReadShare = 0.5

/** Response times of deliveries and acknowledgements, from due to done. */
export function addResponseTimes(sink: MetricSink, recorders: ReadonlyMap<string, Recorder>, clustered: boolean): void {
  const all = deliveriesOf(recorders)
  sink.distribution('delivery', all)
  sink.outline('delivery.service', recorders.get('delivery.service'))
  if (clustered) {
    sink.distribution('delivery.local', recorders.get('delivery.local'))
    sink.distribution('delivery.remote', recorders.get('delivery.remote'))
  }
  sink.distribution('ack', recorders.get('ack'))
  sink.outline('ack.service', recorders.get('ack.service'))
  const delays = recorders.get('sendDelay') ?? recorders.get('connect.sendDelay')
  sink.outline('sendDelay', delays)
  sink.set('sendDelay.max', delays?.max)
}

/** All deliveries together, whichever instance the sender was on. */
export function deliveriesOf(recorders: ReadonlyMap<string, Recorder>): Recorder {
  const all = Recorder.empty()
  for (const name of ['delivery.local', 'delivery.remote']) {
    const recorder = recorders.get(name)
    if (recorder !== undefined) all.add(recorder)
  }
  return all
}

/** What the ledger says of deliveries; only for a gateway that relays, since elsewhere none are owed. */
export function addDeliveryMetrics(sink: MetricSink, { counts, completion }: Account, windowMs: number): void {
  sink.outline('completion', completion)
  sink.set('delivery.rate', (counts.delivered * 1000) / windowMs)
  if (counts.expected > 0) sink.set('delivered.ratio', counts.delivered / counts.expected)
  sink.set('delivery.lost', counts.lost)
  sink.set('delivery.duplicated', counts.duplicated)
  sink.set('delivery.reordered', counts.reordered)
}

/** What was sent, and what messages and deliveries cost. */
export function addMessageMetrics(sink: MetricSink, evidence: Evidence, account: Account): void {
  const { messages } = evidence
  if (messages === undefined) return
  sink.set('send.dropped', account.counts.dropped)
  const sent = difference(messages, ({ workers }) => workers.reduce((sum, worker) => sum + worker.sent, 0))
  const traffic = eachPerUnit(messages, sent)
  sink.set('message.requests', traffic?.requests)
  sink.set('message.bytesUp', traffic?.bytesUp)
  sink.set('message.bytesDown', traffic?.bytesDown)
  if (readShare(evidence, account) >= leastReadShare) addCosts(sink, messages, sent)
}

function addCosts(sink: MetricSink, span: Span, sent: number): void {
  const cpu = cpuOf(span)
  const handled = difference(span, ({ workers }) => workers.reduce((sum, worker) => sum + worker.handled, 0))
  if (handled > 0) {
    sink.set('delivery.serverCpuMicros', cpu.server && (cpu.server * 1000) / handled)
    sink.set('delivery.generatorCpuMicros', (cpu.generator * 1000) / handled)
  }
  if (sent > 0) {
    sink.set('message.serverCpuMicros', cpu.server && (cpu.server * 1000) / sent)
    sink.set('message.redisCpuMicros', cpu.redis && (cpu.redis * 1000) / sent)
  }
}

/**
 * The share of the window's sends that lie between the two readings which costs are worked out from. Less than one where the
 * target was so busy that it answered late.
 */
export function readShare({ messages }: Evidence, { counts }: Account): number {
  if (messages === undefined || counts.sent === 0) return 1
  return difference(messages, ({ workers }) => workers.reduce((sum, worker) => sum + worker.sent, 0)) / counts.sent
}

/** What busyness is told from: an {@link Evidence}, or readings of a target that others have loaded. */
export interface UtilisationEvidence {
  readonly messages?: Span
  readonly connects?: Span
  readonly samples: readonly { readonly usage: TargetUsage }[]
  readonly instances: number
}

/** How busy target, Redis and generator were over the measured span, in cores, and the target's event loop. */
export function addUtilisation(sink: MetricSink, evidence: UtilisationEvidence): void {
  const span = evidence.messages ?? evidence.connects
  if (span === undefined) return
  const serverMs = difference(span, ({ target }) => target.instances[0]?.at ?? 0)
  const generatorMs = difference(span, ({ workers }) => workers[0]?.at ?? 0)
  const cpu = cpuOf(span)
  if (serverMs > 0) {
    sink.set('server.cpu', cpu.server && cpu.server / serverMs)
    sink.set('redis.cpu', cpu.redis && cpu.redis / serverMs)
    const active = sumOver(span, ({ eventLoopActiveMs }) => eventLoopActiveMs)
    sink.set('server.eventLoopUtilization', active && active / serverMs / evidence.instances)
  }
  if (generatorMs > 0) sink.set('generator.cpu', cpu.generator / generatorMs)
  sink.set('reference.serverCpuMicros', referenceCost(span))
  const readings = [...evidence.samples.map(({ usage }) => usage), span.to.target]
  const delays = readings.flatMap(({ instances }) => instances.map(({ eventLoopDelay }) => eventLoopDelay?.p99))
  const [rss, young] = (['rssBytes', 'youngBytes'] as const).map((figure) =>
    readings.map(({ instances }) => instances.reduce((sum, instance) => sum + (instance[figure] ?? Number.NaN), 0)),
  )
  sink.set('server.eventLoopDelay.p99', largest(delays))
  sink.set('server.rss', largest(rss ?? []))
  sink.set('server.youngGeneration', largest(young ?? []))
}

/** CPU time per delivery of the load that ran beside the trial, in microseconds. */
function referenceCost({ from, to }: Span): number | undefined {
  if (from.reference === undefined || to.reference === undefined) return undefined
  const handled = to.reference.handled - from.reference.handled
  return handled > 0 ? ((to.reference.cpuMs - from.reference.cpuMs) * 1000) / handled : undefined
}

function largest(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value): value is number => value !== undefined && !Number.isNaN(value))
  return known.length === 0 ? undefined : Math.max(...known)
}
