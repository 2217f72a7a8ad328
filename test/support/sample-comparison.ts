import type { TrialResult } from '../../load/trial-result.ts'
import { compareReports, type NamedReport } from '../../reports/compare/compare-reports.ts'
import type { Comparison } from '../../reports/compare/comparison.ts'
import { trendOf } from '../../reports/compare/trend-of.ts'
import type { Trend } from '../../reports/compare/trend.ts'
import type { Report, Result } from '../../reports/report.ts'
import { summarise } from '../../reports/summary.ts'
import { sampleHistogram, sampleRandom } from './sample-histogram.ts'
import { sampleReport, sampleResult } from './sample-report.ts'
import { completedTrial, failedTrial, invalidTrial, sampleLedger } from './sample-trial.ts'

type Figures = Readonly<Record<string, number>>

const fanOut: Figures = {
  ...{ 'delivery.p50': 3.12, 'delivery.p90': 7.05, 'delivery.p99': 13.2, 'delivery.p999': 21.8, 'delivery.max': 34.9 },
  ...{ 'completion.p99': 17.1, 'delivery.rate': 20_000, 'delivered.ratio': 1, 'delivery.lost': 0 },
  ...{ 'connection.heap': 35_400, 'message.bytesDown': 110_000, 'send.dropped': 0 },
  ...{ 'message.serverCpuMicros': 4210, 'delivery.serverCpuMicros': 8.42, 'delivery.generatorCpuMicros': 9.61 },
  ...{ 'server.cpu': 0.412, 'server.rss': 148e6, 'sendDelay.p99': 0.31, 'generator.cpu': 0.47 },
}

const connecting: Figures = {
  ...{ 'connect.p50': 2.4, 'connect.p99': 9.8, 'connect.rate': 400, 'connect.failed': 0, 'connection.heap': 35_400 },
  ...{ 'connect.serverCpu': 0.71, 'connect.generatorCpu': 0.14, 'connect.requests': 1 },
}

interface Trials {
  readonly count?: number
  readonly seed: number
  /** By how much a figure may differ from trial to trial, as a share; 0.01 unless given, by metric id. */
  readonly scatter?: Figures
  readonly medianMs?: number
}

/** Trials whose figures scatter independently of each other; whole numbers below 1,000 do not. */
function trialsOf(figures: Figures, { count = 10, seed, scatter = {}, medianMs = 3.12 }: Trials): TrialResult[] {
  const random = sampleRandom(seed)
  return Array.from({ length: count }, (_, at) => {
    const metrics = Object.entries(figures).map(([id, value]) => {
      const factor = 1 + (scatter[id] ?? 0.01) * (2 * random() - 1)
      const fixed = Number.isInteger(value) && value < 1000
      return [id, fixed ? value : Number((value * factor).toPrecision(6))] as const
    })
    const histograms = { delivery: sampleHistogram(seed + at, 300, medianMs, 40) }
    return completedTrial({ metrics: Object.fromEntries(metrics), histograms })
  })
}

function resultOf(trials: readonly TrialResult[], fields: Partial<Result> = {}): Result {
  return sampleResult({ trials, summary: summarise(trials), ...fields })
}

const cluster = { target: 'cluster', instances: 2, adapter: 'redis' }
const connect = { scenario: 'connect', question: 'How fast can users connect, and what does a connection cost?' }
const unsteady = { 'delivery.p99': 0.6, 'delivery.p999': 0.9 }

function baseResults(): Result[] {
  return [
    resultOf(trialsOf(fanOut, { seed: 1, scatter: unsteady })),
    resultOf(
      trialsOf(times(fanOut, 1.3, ['delivered.ratio', 'connection.heap']), { seed: 100, medianMs: 4.1 }),
      cluster,
    ),
    resultOf(trialsOf(connecting, { seed: 200 }), { ...connect, parameters: { users: 2000, arrivalRate: 400 } }),
    resultOf(trialsOf(fanOut, { seed: 300, count: 3 }), { transport: 'polling' }),
  ]
}

function headResults(): Result[] {
  const slower = { 'delivery.serverCpuMicros': 9.43, 'message.serverCpuMicros': 4715, 'delivery.p50': 2.71 }
  const faster = { ...times(fanOut, 1.3, ['delivered.ratio', 'connection.heap']), 'delivery.serverCpuMicros': 9.2 }
  const losses = { 'delivered.ratio': 0.99925, 'delivery.lost': 450, 'send.dropped': 10 }
  const lossy = trialsOf({ ...faster, ...losses }, { seed: 500, medianMs: 4.2, scatter: { 'delivered.ratio': 2e-5 } })
  const ledger = sampleLedger({ sent: 1190, dropped: 10, delivered: 599_550, lost: 450, reordered: 12 })
  const missed = { slo: 'delivery.p99<15', value: 17.2, met: false }
  return [
    resultOf(trialsOf({ ...fanOut, ...slower }, { seed: 400, scatter: unsteady, medianMs: 2.71 })),
    resultOf(
      [
        ...lossy.map((trial) => ({ ...trial, ledger, failures: { 'ack.ack-timeout': 1, 'connect.refused': 4 } })),
        invalidTrial(),
        failedTrial(),
      ],
      { ...cluster, slo: [missed] },
    ),
    resultOf(trialsOf(connecting, { seed: 600 }), { ...connect, parameters: { users: 3000, arrivalRate: 400 } }),
    resultOf(trialsOf({ 'ack.p50': 1.4, 'ack.p99': 6.3 }, { seed: 700 }), {
      scenario: 'ack',
      question: 'How long does a sender wait for an acknowledgement?',
    }),
  ]
}

/**
 * Two reports whose comparison has every verdict: in fan-out on a single instance a cost is worse, a median better, a tail
 * unknown; the cluster loses deliveries and has trials that do not count; connect was measured with other
 * parameters; one result is only in base, another only in head.
 */
export function comparedReports(): { base: NamedReport; head: NamedReport } {
  const base = sampleReport({ results: baseResults() })
  const { environment } = base
  const packages = { ...environment.packages, 'socket.io': '4.8.4' }
  const head = sampleReport({
    createdAt: '2026-11-21T09:04:51.004Z',
    tool: { version: '0.1.0', commit: '8d9e0943c5cbb1f4a7d2e6f8090b1c2d3e4f5a6b', dirty: true },
    subject: { label: 'faster-rooms', commit: '1f4a7d2e6f8090b1c2d3e4f5a6b8d9e0943c5cbb' },
    environment: { ...environment, packages, kernel: '6.18.45', loadAverage: [1.62, 0.9, 0.4] },
    results: headResults(),
  })
  return { base: { name: 'base.json', report: base }, head: { name: 'head.json', report: head } }
}

/** What comes of comparing {@link comparedReports}. */
export function sampleComparison(): Comparison {
  const { base, head } = comparedReports()
  return compareReports(base, head)
}

/** Four reports of which each costs a little more than the one before it, the third without the cluster. */
export function trendReports(): NamedReport[] {
  return [1, 1.01, 1.03, 1.06].map((price, at) => {
    const priced = { ...fanOut, 'delivery.serverCpuMicros': 8.42 * price, 'delivery.p50': 3.12 / price }
    const single = resultOf(trialsOf(priced, { seed: 10 * at + 1, medianMs: 3.12 / price }))
    const pair = resultOf(trialsOf(priced, { seed: 10 * at + 5 }), cluster)
    const createdAt = `2026-11-${17 + at}T12:31:05.120Z`
    const report: Report = sampleReport({ createdAt, results: at === 2 ? [single] : [single, pair] })
    return { name: `run-${at + 1}.json`, report }
  })
}

/** What comes of putting {@link trendReports} side by side. */
export function sampleTrend(): Trend {
  return trendOf(trendReports())
}

function times(figures: Figures, factor: number, except: readonly string[]): Figures {
  return Object.fromEntries(
    Object.entries(figures).map(([id, value]) => [id, except.includes(id) ? value : value * factor]),
  )
}
