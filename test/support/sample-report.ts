import type { TrialResult } from '../../load/trial-result.ts'
import type { Report, Result } from '../../reports/report.ts'
import { summarise } from '../../reports/summary.ts'
import { sampleHistogram, sampleRandom } from './sample-histogram.ts'
import { completedTrial, sampleLedger } from './sample-trial.ts'

const delivery = {
  ...{ 'delivery.p50': 3.12, 'delivery.p90': 7.05, 'delivery.p99': 13.2, 'delivery.p999': 21.8, 'delivery.max': 34.9 },
}

const fanOut = {
  ...delivery,
  ...{ 'delivery.service.p50': 3.05, 'delivery.service.p99': 13, 'completion.p50': 6.4, 'completion.p99': 17.1 },
  ...{
    'delivery.rate': 20_000,
    'delivered.ratio': 1,
    'ack.p50': 1.41,
    'ack.p99': 6.3,
    'ack.max': 11.2,
    'ack.rate': 40,
  },
  ...{ 'message.serverCpuMicros': 4210, 'delivery.serverCpuMicros': 8.42, 'delivery.generatorCpuMicros': 9.61 },
  ...{ 'server.cpu': 0.412, 'server.eventLoopUtilization': 0.384, 'server.rss': 148e6 },
  ...{ 'sendDelay.p50': 0.04, 'sendDelay.p99': 0.31, 'sendDelay.max': 1.9, 'send.dropped': 0, 'generator.cpu': 0.47 },
}

const cluster = {
  ...{ 'delivery.local.p50': 3.3, 'delivery.local.p99': 13.9, 'delivery.remote.p50': 4.7, 'delivery.remote.p99': 17.6 },
  ...{ 'message.redisCpuMicros': 61.5, 'redis.cpu': 0.0246 },
}

const connecting = {
  ...{ 'connect.p50': 2.4, 'connect.p90': 4.4, 'connect.p99': 9.8, 'connect.max': 22.5, 'connect.tcp.p99': 0.8 },
  ...{ 'connect.handshake.p99': 5.1, 'connect.namespace.p99': 2.2, 'connect.rate': 400, 'connect.failed': 0 },
  ...{ 'connection.lost': 0, 'connection.heap': 35_400, 'connection.rss': 61_200, 'connect.requests': 1 },
  ...{ 'connect.bytesUp': 520, 'connect.bytesDown': 410, 'connect.serverCpu': 0.71, 'connect.generatorCpu': 0.14 },
}

/** Makes trials that scatter by a few percent around the figures; counts, rates and shares of one are the same in all. */
export function sampleTrials(metrics: Readonly<Record<string, number>>, trials = 3, seed = 1): TrialResult[] {
  const random = sampleRandom(seed)
  return Array.from({ length: trials }, () => {
    const factor = 0.92 + 0.18 * random()
    const scattered = Object.entries(metrics).map(([id, value]) => {
      const fixed = Number.isInteger(value) && value < 1000 && !id.includes('.p')
      return [id, fixed ? value : Number((value * factor).toPrecision(6))] as const
    })
    return completedTrial({ metrics: Object.fromEntries(scattered) })
  })
}

/** One result; its summary is that of its trials unless given. */
export function sampleResult(fields: Partial<Result> = {}): Result {
  const trials = fields.trials ?? sampleTrials(fanOut)
  return {
    scenario: 'fan-out',
    question: 'How long does a message take to reach everyone in a room?',
    target: 'single',
    instances: 1,
    adapter: 'memory',
    transport: 'websocket',
    parameters: { members: 500, rate: 40, payload: 64 },
    trials,
    summary: fields.summary ?? summarise(trials),
    slo: [],
    warnings: [],
    ...fields,
  }
}

/** The fan-out result of a cluster of two instances on Redis. */
export function clusterResult(fields: Partial<Result> = {}): Result {
  const trials = sampleTrials(
    scaled({ ...fanOut, ...cluster }, 1.3, ['delivery.rate', 'delivered.ratio', 'ack.rate']),
    3,
    2,
  )
  const histograms = {
    'delivery.local': sampleHistogram(3, 2000, 3.3, 150),
    'delivery.remote': sampleHistogram(4, 2000, 4.7, 150),
  }
  return sampleResult({
    target: 'cluster',
    instances: 2,
    adapter: 'redis',
    trials: trials.map((trial) => (trial.status === 'completed' ? { ...trial, histograms } : trial)),
    ...fields,
  })
}

/** The same work by each transport on a single instance. */
export function transportResults(): Result[] {
  const same = ['connect.rate', 'connect.failed', 'connection.lost', 'delivery.rate', 'delivered.ratio']
  const prices = { websocket: 1, upgrade: 2.1, polling: 3.4 } as const
  return (['websocket', 'upgrade', 'polling'] as const).map((transport, at) => {
    const requests = [1, 4, 4][at] ?? 1
    const figures = { ...connecting, ...delivery, 'message.bytesDown': 7120 }
    const trials = sampleTrials(
      { ...scaled(figures, prices[transport], same), 'connect.requests': requests },
      3,
      at + 5,
    )
    return sampleResult({
      scenario: 'transport',
      question: 'What does polling cost next to websocket only?',
      transport,
      parameters: { users: 500 },
      trials,
    })
  })
}

function scaled(metrics: Readonly<Record<string, number>>, factor: number, same: readonly string[]) {
  const entries = Object.entries(metrics).map(
    ([id, value]) => [id, same.includes(id) ? value : value * factor] as const,
  )
  return Object.fromEntries(entries)
}

/** A report as a run on a desk writes it: fan-out on two targets, connecting, and the transports. */
export function sampleReport(fields: Partial<Report> = {}): Report {
  const shared = {
    code: 'instances-share-a-core',
    message: 'Both instances ran on CPU 0, so this run does not show how a cluster scales.',
    advice: 'Use a machine with one core per instance and one for the generator.',
  }
  const receiving = {
    code: 'generator-receive-share',
    message: "The generator's own receive work explains 31 % of the delivery time.",
    advice: 'Compare ratios rather than figures, or use fewer members.',
    metric: 'delivery.p99',
  }
  const verdict = { slo: 'delivery.p99<15', met: true, value: 13.2 }
  const trials = sampleTrials(fanOut).map((trial) => ({ ...trial, warnings: [receiving] }))
  const lossy = clusterResult().trials.map((trial) =>
    trial.status === 'completed'
      ? {
          ...trial,
          metrics: { ...trial.metrics, 'delivered.ratio': 0.99925 },
          histograms: { ...trial.histograms, 'delivery.remote': sampleHistogram(4, 1997, 4.7, 150) },
          ledger: sampleLedger({ delivered: 599_550, lost: 450, reordered: 12 }),
          failures: { 'ack.ack-timeout': 1, 'connect.refused': 4 },
        }
      : trial,
  )
  return {
    schema: 'gatecrash/report@1',
    createdAt: '2026-11-20T12:31:05.120Z',
    tool: { version: '0.1.0', commit: '53a58dd0c1f7a0b6c9d1e2f3a4b5c6d7e8f90a1b', dirty: false },
    environment: {
      node: '24.21.0',
      v8: '13.6.233.17-node.53',
      cpu: 'AMD EPYC',
      cores: 2,
      memory: 25_276_502_016,
      platform: 'linux x64',
      kernel: '6.18.44',
      loadAverage: [0.31, 0.22, 0.1],
      packages: {
        ...{ 'socket.io': '4.8.3', 'engine.io': '6.6.11', ws: '8.21.3', redis: '6.3.1' },
        ...{ '@nestjs/core': '12.5.1', '@socket.io/redis-adapter': '8.3.0', '@socket.io/cluster-adapter': '0.3.0' },
      },
      redis: { version: '7.0.15', source: 'spawned' },
      placement: { 'instance 1': [0], 'instance 2': [0], redis: [0], generator: [1] },
    },
    options: { target: ['single', 'cluster'], trials: 3, profile: 'standard', slo: ['delivery.p99<15'] },
    results: [
      sampleResult({ trials, slo: [verdict] }),
      clusterResult({ trials: lossy, slo: [{ ...verdict, value: 17.2, met: false }], warnings: [shared] }),
      sampleResult({
        scenario: 'connect',
        question: 'How fast can users connect, and what does a connection cost?',
        parameters: { users: 2000, arrivalRate: 400 },
        trials: sampleTrials(connecting, 3, 9).map((trial) => ({ ...trial, ledger: undefined })),
      }),
      ...transportResults(),
    ],
    ...fields,
  }
}
