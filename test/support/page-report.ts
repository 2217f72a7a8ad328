import type { Series, TrialResult } from '../../load/trial-result.ts'
import type { Report, Result } from '../../reports/report.ts'
import { summarise } from '../../reports/summary.ts'
import { sampleHistogram } from './sample-histogram.ts'
import { clusterResult, sampleReport, sampleResult } from './sample-report.ts'
import { failedTrial, invalidTrial } from './sample-trial.ts'

/** How much a report holds; what is not given is small. */
export interface PageReportSize {
  /** Different durations in each histogram. */
  readonly samples?: number
  /** Length of the window, in seconds. */
  readonly seconds?: number
  readonly trials?: number
}

/**
 * A report with everything that pages draw: histograms, series of the generator and of each instance, the stages of
 * connecting, acknowledgements, transports on both targets, and trials that do not count.
 */
export function pageReport(size: PageReportSize = {}): Report {
  const report = sampleReport()
  const transports = report.results.filter(({ scenario }) => scenario === 'transport')
  const cluster = transports.map((result) => ({ ...result, target: 'cluster', instances: 2, adapter: 'redis' }))
  const results = [...report.results, ...cluster, sampleResult(ack), clusterResult(ack)]
  const filled = results.map((result, at) => filledResult(result, at, size))
  const [first, ...others] = filled
  if (first === undefined) throw new Error('the sample report has results')
  const spoiled = { ...first, trials: [...first.trials, invalidTrial(), failedTrial()] }
  return { ...report, results: [spoiled, ...others] }
}

const ack = { scenario: 'ack', question: 'How long until the gateway has acknowledged a message?' }

function filledResult(result: Result, at: number, { samples = 200, seconds = 3, trials = 3 }: PageReportSize): Result {
  const repeated = Array.from({ length: trials }, (_, n) => result.trials[n % result.trials.length])
  const filled = repeated.flatMap((trial, n) =>
    trial === undefined ? [] : [filledTrial(trial, result, 100 * at + 10 * n, samples, seconds)],
  )
  return { ...result, trials: filled, summary: summarise(filled) }
}

function filledTrial(trial: TrialResult, result: Result, seed: number, samples: number, seconds: number): TrialResult {
  if (trial.status !== 'completed') return trial
  const connects = result.scenario === 'connect' || result.scenario === 'transport'
  const delivers = result.scenario !== 'connect'
  const delivery = sampleHistogram(seed, samples, 3 + 0.2 * result.instances, 20)
  const times = (names: readonly string[], medianMs: number) =>
    Object.fromEntries(names.map((name, n) => [name, sampleHistogram(seed + n + 1, samples, medianMs, 20)]))
  const histograms = {
    ...(delivers && {
      delivery,
      'delivery.local': delivery,
      ...times(['delivery.service'], 3),
      ...times(['completion'], 6),
    }),
    ...(delivers && result.instances > 1 && times(['delivery.local', 'delivery.remote'], 3.5)),
    ...(connects && times(['connect'], 2)),
    ...(connects && times(['connect.tcp', 'connect.handshake', 'connect.namespace', 'connect.join'], 0.2)),
    ...(result.scenario === 'ack' && times(['ack', 'ack.service'], 1.4)),
  }
  const stages = connects
    ? { 'connect.tcp.p50': 0.1, 'connect.handshake.p50': 0.4, 'connect.namespace.p50': 0.3, 'connect.join.p50': 0.2 }
    : {}
  const redis = result.adapter === 'redis' ? { 'redis.cpu': 0.0246, 'message.redisCpuMicros': 61.5 } : {}
  return {
    ...trial,
    windowMs: seconds * 1000,
    metrics: { ...trial.metrics, ...stages, ...redis },
    histograms: { ...trial.histograms, ...histograms },
    series: {
      ...generatorSeries(delivers ? 'delivery' : 'connect', seconds, seed),
      ...instanceSeries(result, seconds, seed),
    },
  }
}

function generatorSeries(subject: string, seconds: number, seed: number): Record<string, Series> {
  const at = Array.from({ length: seconds }, (_, second) => second * 1000)
  return {
    [`${subject}.rate`]: { unit: 'per second', at, values: at.map((_, n) => 20_000 + ((seed + n) % 7)) },
    [`${subject}.p50`]: { unit: 'ms', at, values: at.map((_, n) => 3 + ((seed + n) % 5) / 10) },
    [`${subject}.p99`]: { unit: 'ms', at, values: at.map((_, n) => 12 + ((seed + n) % 5)) },
  }
}

function instanceSeries({ instances }: Result, seconds: number, seed: number): Record<string, Series> {
  const at = Array.from({ length: seconds }, (_, second) => second * 1000 + 1008.5 + (seed % 3))
  const entries = Array.from({ length: instances }, (_, instance): [string, Series][] => {
    const name = `instance.${instance + 1}`
    return [
      [`${name}.cpu`, { unit: 'cores', at, values: at.map((_, n) => (n === 0 ? null : 0.2 + ((seed + n) % 3) / 100)) }],
      [`${name}.eventLoopDelay.p99`, { unit: 'ms', at, values: at.map((_, n) => 5 + ((seed + n) % 4)) }],
      [`${name}.rss`, { unit: 'bytes', at, values: at.map((_, n) => 190e6 + n * 1e5) }],
    ]
  })
  return Object.fromEntries(entries.flat())
}
