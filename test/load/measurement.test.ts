import { expect, test } from 'vitest'
import type { Evidence, Reading } from '../../load/evidence.ts'
import { measure } from '../../load/measurement.ts'
import { Recorder } from '../../load/recorder.ts'
import type { WorkerReading, WorkerResult } from '../../load/worker/protocol.ts'
import type { InstanceUsage } from '../../target/target.ts'
import { workloadOf } from '../support/trial-options.ts'
import { referenceTraits } from '../support/reference-traits.ts'

const MiB = 1024 * 1024

const instance = (at: number, cpuMs: number, others: Partial<InstanceUsage> = {}): InstanceUsage => ({
  source: 'agent',
  at,
  cpuMs,
  rssBytes: 100 * MiB,
  heapUsedBytes: 50 * MiB,
  externalBytes: 0,
  youngBytes: 0,
  eventLoopDelay: { p50: 1, p99: 4, max: 9 },
  eventLoopActiveMs: cpuMs,
  gcMs: 0,
  connections: 0,
  ...others,
})

const worker = (at: number, cpuMs: number, others: Partial<WorkerReading> = {}): WorkerReading => ({
  at,
  cpuMs,
  rssBytes: 80 * MiB,
  traffic: { requests: 0, bytesUp: 0, bytesDown: 0 },
  handled: 0,
  sent: 0,
  connectionsLost: 0,
  ...others,
})

const redisAt = (cpuMs: number) => ({ cpuMs, usedMemoryBytes: 0, commands: 0, bytesIn: 0, bytesOut: 0 })

const reading = (
  instances: readonly InstanceUsage[],
  workers: readonly WorkerReading[],
  redisCpu?: number,
): Reading => ({
  target: { instances, redis: redisCpu === undefined ? undefined : redisAt(redisCpu) },
  workers,
})

const resultOf = (overrides: Partial<WorkerResult>): WorkerResult => ({
  recorders: {},
  totals: undefined,
  received: new Uint32Array(0),
  lastAt: new Float64Array(0),
  failures: {},
  connectTraffic: undefined,
  connectionsLost: 0,
  longestBlock: 0,
  ...overrides,
})

const encoded = (...durations: number[]): string => {
  const recorder = Recorder.empty()
  for (const duration of durations) recorder.record(duration)
  return recorder.encode()
}

const base = { startedAt: '2026-01-01T00:00:00.000Z', samples: [], progress: [] }

/** Ten messages a second for a second to four members, without warm-up, on a cluster of two. */
function messageEvidence(): Evidence {
  const totals = { delivered: 40, duplicated: 0, reordered: 0, unexpected: 0, handled: 40 }
  return {
    ...base,
    workload: workloadOf(4, 10, 1000, { messages: { warmUpMs: 0 } }),
    instances: 2,
    workers: 1,
    messages: {
      from: reading([instance(0, 100), instance(0, 200)], [worker(0, 50, { handled: 10, sent: 5 })], 30),
      to: reading(
        [instance(1000, 160, { eventLoopDelay: { p50: 1, p99: 12, max: 20 } }), instance(1000, 220)],
        [worker(1000, 90, { handled: 50, sent: 15, traffic: { requests: 20, bytesUp: 1000, bytesDown: 8000 } })],
        32,
      ),
      startAt: 0,
      sent: [{ due: 10, sent: 10, dropped: new Int32Array(0), reached: 10 }],
      drained: true,
    },
    results: [
      resultOf({
        totals,
        received: new Uint32Array(10).fill(4),
        lastAt: Float64Array.from({ length: 10 }, (_, n) => n * 100 + 8),
        recorders: { 'delivery.local': encoded(1, 2), 'delivery.remote': encoded(3, 4), sendDelay: encoded(1, 2) },
      }),
    ],
  }
}

test('messages and deliveries are charged with the CPU of gateway, Redis and generator', () => {
  const { metrics, ledger } = measure(messageEvidence(), referenceTraits, []).measurement
  expect(ledger).toMatchObject({ expected: 40, delivered: 40, lost: 0 })
  expect(metrics).toMatchObject({
    'delivery.serverCpuMicros': (80 * 1000) / 40,
    'delivery.generatorCpuMicros': (40 * 1000) / 40,
    'message.serverCpuMicros': (80 * 1000) / 10,
    'message.redisCpuMicros': (2 * 1000) / 10,
    'message.requests': 2,
    'message.bytesUp': 100,
    'message.bytesDown': 800,
    'delivered.ratio': 1,
    'delivery.rate': 40,
    'server.cpu': 0.08,
    'redis.cpu': 0.002,
    'generator.cpu': 0.04,
    'server.eventLoopUtilization': 0.04,
    'server.eventLoopDelay.p99': 12,
  })
})

test('deliveries of all instances are one distribution, and two apart', () => {
  const { metrics, histograms } = measure(messageEvidence(), referenceTraits, []).measurement
  expect(Recorder.decode(histograms['delivery'] ?? '').count).toBe(4)
  expect(metrics['delivery.local.p50']).toBeCloseTo(1, 1)
  expect(metrics['delivery.remote.p50']).toBeCloseTo(3, 1)
})

test('the CPU of the process that relays between the instances is the gateway’s', () => {
  const evidence = messageEvidence()
  const { messages } = evidence
  if (messages === undefined) throw new Error('no messages')
  const withPrimary = (of: Reading, cpuMs: number): Reading => ({
    ...of,
    target: { ...of.target, primary: instance(of.target.instances[0]?.at ?? 0, cpuMs) },
  })
  evidence.messages = { ...messages, from: withPrimary(messages.from, 10), to: withPrimary(messages.to, 50) }
  expect(measure(evidence, referenceTraits, []).measurement.metrics['message.serverCpuMicros']).toBe(12_000)
})

test('what the target does not tell is left out', () => {
  const evidence = messageEvidence()
  const blind = (of: Reading): Reading => ({
    ...of,
    target: {
      redis: undefined,
      instances: of.target.instances.map((one) => ({ ...one, cpuMs: undefined, eventLoopActiveMs: undefined })),
    },
  })
  const { messages } = evidence
  if (messages === undefined) throw new Error('no messages')
  evidence.messages = { ...messages, from: blind(messages.from), to: blind(messages.to) }
  const { metrics } = measure(evidence, referenceTraits, []).measurement
  for (const id of [
    'delivery.serverCpuMicros',
    'message.redisCpuMicros',
    'server.cpu',
    'server.eventLoopUtilization',
  ]) {
    expect(metrics).not.toHaveProperty([id])
  }
  expect(metrics['delivery.generatorCpuMicros']).toBe(1000)
})

/** 1,000 users connect in four seconds; two of them fail. */
function connectEvidence(): Evidence {
  return {
    ...base,
    workload: {
      ...workloadOf(1000, 1, 1),
      messages: undefined,
      connects: {
        warmUpUsers: 0,
        arrivals: { model: 'open', schedule: { kind: 'constant', arrivalRate: 250, durationMs: 4000 } },
        timeoutMs: 1000,
      },
      idle: { kind: 'heartbeat', intervalMs: 2000 },
    },
    instances: 1,
    workers: 1,
    connects: {
      from: reading([instance(0, 100)], [worker(0, 50)]),
      to: reading([instance(4000, 1098)], [worker(4000, 249.6)]),
      reports: [{ due: 1000, connected: 998, failures: {} }],
      elapsedMs: 4000,
    },
    memory: {
      from: reading([instance(0, 0, { heapUsedBytes: 10 * MiB, rssBytes: 100 * MiB })], [worker(0, 0)]),
      to: reading(
        [instance(0, 0, { heapUsedBytes: 40 * MiB, rssBytes: 150 * MiB })],
        [worker(0, 0, { rssBytes: 90 * MiB })],
      ),
      users: 1000,
    },
    idleBaseline: { from: reading([instance(0, 10)], []), to: reading([instance(500, 11)], []) },
    idle: { from: reading([instance(5000, 1100)], []), to: reading([instance(7000, 1154)], []) },
    results: [
      resultOf({
        recorders: {
          connect: encoded(1, 2, 3),
          'connect.tcp': encoded(0.5, 0.5),
          'connect.sendDelay': encoded(0.2, 0.3),
        },
        connectTraffic: { requests: 998, bytesUp: 99_800, bytesDown: 199_600 },
        failures: { 'connect.refused': { count: 2, example: 'ECONNREFUSED' } },
        connectionsLost: 1,
      }),
    ],
  }
}

test('a connection is charged with CPU, traffic and memory', () => {
  const { metrics, failures } = measure(connectEvidence(), referenceTraits, []).measurement
  expect(failures).toEqual({ 'connect.refused': 2 })
  expect(metrics).toMatchObject({
    'connect.failed': 2,
    'connect.rate': 249.5,
    'connect.serverCpu': 1,
    'connect.requests': 1,
    'connect.bytesUp': 100,
    'connect.bytesDown': 200,
    'connection.heap': (30 * MiB) / 1000,
    'connection.rss': (50 * MiB) / 1000,
    'connection.generatorRss': (10 * MiB) / 1000,
    'connection.lost': 1,
  })
  expect(metrics['connect.generatorCpu']).toBeCloseTo(0.2, 9)
})

test('resident memory of few connections is not told, the heap is', () => {
  const evidence = connectEvidence()
  if (evidence.memory !== undefined) evidence.memory = { ...evidence.memory, users: 999 }
  const { metrics } = measure(evidence, referenceTraits, []).measurement
  expect(metrics).toHaveProperty(['connection.heap'])
  expect(metrics).not.toHaveProperty(['connection.rss'])
})

test('idle cost is one heartbeat of each connection without what the empty target uses, stated for one in 25 s', () => {
  const { metrics } = measure(connectEvidence(), referenceTraits, []).measurement
  // 54 ms in 2 s, of which 4 ms are the empty target's: 50 us a heartbeat, 2.4 heartbeats a minute.
  expect(metrics['idle.serverCpuPerMinute']).toBeCloseTo(0.05 * 2.4, 9)
})

test('failures are warned of with an example in the gateway’s words', () => {
  const { warnings } = measure(connectEvidence(), referenceTraits, []).measurement
  expect(warnings.map(({ message }) => message)).toContain('2 x connect.refused, for example: ECONNREFUSED')
})

test('a trial that came to nothing has no figures but those of what it did', () => {
  const evidence: Evidence = { ...base, workload: workloadOf(4, 10, 1000), instances: 1, workers: 1 }
  expect(measure(evidence, referenceTraits, []).measurement).toMatchObject({
    ledger: undefined,
    histograms: {},
    series: {},
  })
})

test('costs are not stated, and it is said why, where the gateway answered when most of the window was over', () => {
  const evidence = messageEvidence()
  const { messages } = evidence
  const [worker] = messages?.from.workers ?? []
  if (messages === undefined || worker === undefined) throw new Error('no messages')
  const answeredAfter = (sent: number) => {
    const from = { ...messages.from, workers: [{ ...worker, sent: worker.sent + sent }] }
    return measure({ ...evidence, messages: { ...messages, from } }, referenceTraits, []).measurement
  }
  expect(answeredAfter(4).metrics).toHaveProperty(['message.serverCpuMicros'])
  expect(answeredAfter(4).warnings.map(({ code }) => code)).not.toContain('usage-read-late')
  expect(answeredAfter(6).metrics).not.toHaveProperty(['message.serverCpuMicros'])
  expect(answeredAfter(6).metrics).not.toHaveProperty(['delivery.serverCpuMicros'])
  expect(answeredAfter(6).warnings).toContainEqual(
    expect.objectContaining({
      code: 'usage-read-late',
      message: expect.stringContaining('only 40 % of the sends') as string,
    }),
  )
})
