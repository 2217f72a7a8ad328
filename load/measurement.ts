import { accountOf, type Account } from './account.ts'
import type { DialectTraits } from './client/dialect.ts'
import type { Evidence } from './evidence.ts'
import { mergedFailures, mergedRecorders } from './merged.ts'
import { MetricSink } from './metric-sink.ts'
import { addConnectMetrics, addIdleMetrics, addMemoryMetrics } from './metrics-of-connects.ts'
import {
  addDeliveryMetrics,
  addMessageMetrics,
  addResponseTimes,
  addUtilisation,
  deliveriesOf,
  leastReadShare,
  readShare,
} from './metrics-of-messages.ts'
import type { Recorder } from './recorder.ts'
import { usualMembers } from './rooms.ts'
import { durationOf } from './schedule.ts'
import { seriesOf } from './series-of.ts'
import type { Measurement } from './trial-result.ts'
import { difference } from './usage-math.ts'
import { latenessPercentile, validityWarnings, type Lateness, type ValidityFacts } from './validity.ts'
import type { Warning } from './warning.ts'
import type { Workload } from './workload.ts'

/** A measurement, and the facts that decide whether it may be used. */
export interface Judged {
  readonly measurement: Measurement
  readonly facts: ValidityFacts
}

/** Length of the window that a workload is measured in, in milliseconds. */
export function windowOf(workload: Workload): number {
  const { messages, connects } = workload
  if (messages !== undefined) return durationOf(messages.schedule) - messages.warmUpMs
  return connects.arrivals.model === 'open' ? durationOf(connects.arrivals.schedule) : 0
}

/**
 * Turns what a trial has seen into figures. Parts that the trial did not come to are left out.
 * Throws a `GeneratorError` where the workers' books contradict each other.
 */
export function measure(evidence: Evidence, traits: DialectTraits, warnings: readonly Warning[]): Judged {
  const results = evidence.results ?? []
  const windowMs = windowOf(evidence.workload)
  const recorders = mergedRecorders(results)
  const account = accountOf(evidence, traits)
  const sink = new MetricSink()
  addConnectMetrics(sink, evidence)
  sink.distribution('connect', recorders.get('connect'))
  for (const stage of ['tcp', 'handshake', 'namespace', 'join']) {
    sink.outline(`connect.${stage}`, recorders.get(`connect.${stage}`))
  }
  sink.outline('upgrade', recorders.get('upgrade'))
  sink.set(
    'connection.lost',
    results.reduce((sum, { connectionsLost }) => sum + connectionsLost, 0),
  )
  addMemoryMetrics(sink, evidence)
  addIdleMetrics(sink, evidence)
  addResponseTimes(sink, recorders, evidence.instances > 1)
  if (account !== undefined) {
    if (traits.relays) addDeliveryMetrics(sink, account, windowMs)
    addMessageMetrics(sink, evidence, account)
  }
  addUtilisation(sink, evidence)
  const failures = mergedFailures(results)
  if (evidence.workload.messages?.acknowledged === true) {
    sink.set('ack.rate', ((recorders.get('ack')?.count ?? 0) * 1000) / windowMs)
    sink.set('ack.failed', countOf(failures, 'ack.'))
  }
  const histograms = histogramsOf(recorders, account)
  const facts = factsOf(evidence, sink.metrics, results, recorders)
  return {
    facts,
    measurement: {
      startedAt: evidence.startedAt,
      windowMs,
      metrics: sink.metrics,
      histograms,
      ledger: account?.counts,
      failures: Object.fromEntries(Object.entries(failures).map(([key, { count }]) => [key, count])),
      series: seriesOf(evidence, traits),
      warnings: [
        ...warnings,
        ...validityWarnings(facts),
        ...lateReadingWarnings(evidence, account),
        ...failureWarnings(failures),
      ],
    },
  }
}

function histogramsOf(recorders: ReadonlyMap<string, Recorder>, account: Account | undefined): Record<string, string> {
  const all = new Map(recorders)
  all.set('delivery', deliveriesOf(recorders))
  if (account !== undefined) all.set('completion', account.completion)
  return Object.fromEntries(
    [...all].filter(([, { count }]) => count > 0).map(([name, recorder]) => [name, recorder.encode()]),
  )
}

function factsOf(
  evidence: Evidence,
  metrics: Readonly<Record<string, number>>,
  results: NonNullable<Evidence['results']>,
  recorders: ReadonlyMap<string, Recorder>,
): ValidityFacts {
  const span = evidence.messages ?? evidence.connects
  const busiest = span?.to.workers.map((worker, n) => {
    const before = span.from.workers[n]
    return before === undefined ? 0 : (worker.cpuMs - before.cpuMs) / (worker.at - before.at)
  })
  const generatorMs = span === undefined ? 0 : difference(span, ({ workers }) => workers[0]?.at ?? 0)
  return {
    lateness: latenessOf(recorders),
    longestBlock: Math.max(0, ...results.map(({ longestBlock }) => longestBlock)),
    busiestWorker: busiest === undefined || generatorMs <= 0 ? undefined : Math.max(...busiest),
    dropped: metrics['send.dropped'] ?? 0,
    generatorCpuMicros: metrics['delivery.generatorCpuMicros'],
    burst: Math.ceil(usualMembers(evidence.workload.rooms) / evidence.workers),
    deliveryP50: metrics['delivery.p50'],
  }
}

function latenessOf(recorders: ReadonlyMap<string, Recorder>): Lateness[] {
  const deliveries = deliveriesOf(recorders)
  const answered = recorders.get('ack') ?? (deliveries.count === 0 ? undefined : deliveries)
  return [
    latenessIn('connects', recorders.get('connect.sendDelay'), recorders.get('connect')),
    latenessIn('messages', recorders.get('sendDelay'), answered),
  ]
}

function latenessIn(what: Lateness['what'], sends: Recorder | undefined, responses: Recorder | undefined): Lateness {
  const percentile = latenessPercentile(sends?.count ?? 0)
  return { what, percentile, sendDelay: sends?.percentile(percentile), responseTime: responses?.percentile(percentile) }
}

function countOf(failures: Readonly<Record<string, { readonly count: number }>>, prefix: string): number {
  return Object.entries(failures).reduce((sum, [key, { count }]) => (key.startsWith(prefix) ? sum + count : sum), 0)
}

function lateReadingWarnings(evidence: Evidence, account: Account | undefined): Warning[] {
  const share = account === undefined ? 1 : readShare(evidence, account)
  if (share >= leastReadShare) return []
  return [
    {
      code: 'usage-read-late',
      message: `The gateway answered so late what it had used that only ${Math.round(share * 100)} % of the sends came after that, so costs per message are not stated.`,
      advice: 'Lower the rate, or use a longer window.',
    },
  ]
}

function failureWarnings(failures: ReturnType<typeof mergedFailures>): Warning[] {
  return Object.entries(failures).map(([key, { count, example }]) => ({
    code: 'failures',
    message: `${count} x ${key}, for example: ${example}`,
    advice: 'Failed operations are not in the response times; look at the gateway before you use those.',
  }))
}
