import type { Evidence, Span } from './evidence.ts'
import type { Traffic } from './client/chat-client.ts'
import type { WorkerResult } from './worker/protocol.ts'
import { usersIn } from './rooms.ts'
import { cpuOf, difference, sumOver } from './usage-math.ts'
import type { MetricSink } from './metric-sink.ts'

/** The heartbeat interval that idle cost is stated for: the default of Socket.IO 4, 25 s. */
const statedHeartbeatMs = 25_000

/** Figures of connecting: rate, failures, cost per connection on both sides. */
export function addConnectMetrics(sink: MetricSink, evidence: Evidence): void {
  const { connects } = evidence
  if (connects === undefined) return
  const connected = connects.reports.reduce((sum, report) => sum + report.connected, 0)
  const due = connects.reports.reduce((sum, report) => sum + report.due, 0)
  sink.set('connect.failed', due - connected)
  if (connected === 0) return
  sink.set('connect.rate', (connected * 1000) / connects.elapsedMs)
  const cpu = cpuOf(connects)
  sink.set('connect.serverCpu', cpu.server && cpu.server / connected)
  sink.set('connect.generatorCpu', cpu.generator / connected)
  const traffic = trafficOfConnects(evidence.results ?? [])
  sink.set('connect.requests', traffic && traffic.requests / connected)
  sink.set('connect.bytesUp', traffic && traffic.bytesUp / connected)
  sink.set('connect.bytesDown', traffic && traffic.bytesDown / connected)
}

function trafficOfConnects(results: readonly WorkerResult[]): Traffic | undefined {
  const sum = { requests: 0, bytesUp: 0, bytesDown: 0 }
  for (const { connectTraffic } of results) {
    if (connectTraffic === undefined) return undefined
    sum.requests += connectTraffic.requests
    sum.bytesUp += connectTraffic.bytesUp
    sum.bytesDown += connectTraffic.bytesDown
  }
  return sum
}

/**
 * The fewest connections of an instance whose resident memory is told. RSS grows in steps and keeps what a start has
 * freed; measured on Node 24, growth by fewer connections disappears in that.
 */
const fewestForRss = 1000

/** Bytes of memory per connection, on both sides, between two readings after a full collection. */
export function addMemoryMetrics(sink: MetricSink, evidence: Evidence): void {
  const { memory } = evidence
  if (memory === undefined || memory.users === 0) return
  // Growth between two readings says nothing of a process that could not be asked to collect its garbage before them.
  const isCollected = memory.from.target.instances.every(({ source }) => source === 'agent')
  const heap = isCollected ? sumOver(memory, (instance) => instance.heapUsedBytes) : undefined
  sink.set('connection.heap', heap && heap / memory.users)
  if (memory.users < fewestForRss * evidence.instances) return
  const rss = isCollected ? sumOver(memory, (instance) => instance.rssBytes) : undefined
  sink.set('connection.rss', rss && rss / memory.users)
  const generator = difference(memory, (reading) => reading.workers.reduce((sum, { rssBytes }) => sum + rssBytes, 0))
  sink.set('connection.generatorRss', generator / memory.users)
}

/**
 * Server CPU per idle connection and minute: what the heartbeats cost. What the empty target used is taken off,
 * and the rest, which is one heartbeat of every connection, stated for one every 25 s.
 */
export function addIdleMetrics(sink: MetricSink, evidence: Evidence): void {
  const { idle, idleBaseline, workload } = evidence
  if (idle === undefined || idleBaseline === undefined || workload.idle?.kind !== 'heartbeat') return
  const busy = cpuOf(idle).server
  const empty = cpuOf(idleBaseline).server
  if (busy === undefined || empty === undefined) return
  const net = busy - (empty * elapsed(idle)) / elapsed(idleBaseline)
  sink.set('idle.serverCpuPerMinute', ((net / usersIn(workload.rooms)) * 60_000) / statedHeartbeatMs)
}

function elapsed(span: Span): number {
  return difference(span, (reading) => reading.target.instances[0]?.at ?? 0)
}
