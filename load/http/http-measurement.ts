import { mergedFailures } from '../merged.ts'
import { MetricSink } from '../metric-sink.ts'
import { Recorder } from '../recorder.ts'
import type { Measurement } from '../trial-result.ts'
import { cpuOf, sumOver } from '../usage-math.ts'
import { invalidReasons, latenessPercentile, type Lateness } from '../validity.ts'
import type { Warning } from '../warning.ts'
import type { HttpEvidence } from './http-evidence.ts'
import type { HttpPlan } from './http-plan.ts'

/** A measurement, and why it may not be used; no reasons: it may. */
export interface JudgedHttp {
  readonly measurement: Measurement
  readonly reasons: readonly Warning[]
}

/** Turns what a trial has seen into figures. */
export function measureHttp(
  seen: readonly HttpEvidence[],
  plan: HttpPlan,
  startedAt: string,
  warnings: readonly Warning[],
): JudgedHttp {
  const sink = new MetricSink()
  const histograms: Record<string, string> = {}
  for (const evidence of seen) addRequest(sink, histograms, evidence)
  addUtilisation(sink, seen)
  const failures = mergedFailures(seen.flatMap(({ reports }) => reports))
  return {
    reasons: uniqueReasons(seen.flatMap(reasonsOf)),
    measurement: {
      startedAt,
      windowMs: plan.windowMs,
      metrics: sink.metrics,
      histograms,
      ledger: undefined,
      failures: Object.fromEntries(Object.entries(failures).map(([key, { count }]) => [key, count])),
      series: {},
      warnings: [...warnings, ...failureWarnings(failures)],
    },
  }
}

function addRequest(sink: MetricSink, histograms: Record<string, string>, evidence: HttpEvidence): void {
  const { request, reports, from, to } = evidence
  const id = `http.${request}`
  const response = merged(evidence, 'response')
  const service = merged(evidence, 'service')
  const windowMs = Math.max(...reports.map((report) => report.windowMs))
  sink.distribution(id, response)
  sink.outline(`${id}.service`, service)
  if (windowMs > 0) sink.set(`${id}.rate`, (response.count * 1000) / windowMs)
  sink.set(`${id}.failed`, failedIn(evidence))
  const answered = total(to.workers, 'answered') - total(from.workers, 'answered')
  const { server, generator } = cpuOver(evidence)
  if (answered > 0) {
    sink.set(`${id}.serverCpuMicros`, server && (server * 1000) / answered)
    sink.set(`${id}.generatorCpuMicros`, (generator * 1000) / answered)
  }
  if (response.count > 0) histograms[id] = response.encode()
  if (service.count > 0) histograms[`${id}.service`] = service.encode()
}

/** Over all windows together; what lay between them is left out. */
function addUtilisation(sink: MetricSink, seen: readonly HttpEvidence[]): void {
  let [serverMs, generatorMs, activeMs, elapsedMs] = [0, 0, 0, 0]
  let isMeasured = seen.length > 0
  for (const evidence of seen) {
    const { server, generator } = cpuOver(evidence)
    const active = sumOver(spanOf(evidence), ({ eventLoopActiveMs }) => eventLoopActiveMs)
    isMeasured &&= server !== undefined && active !== undefined
    serverMs += server ?? 0
    activeMs += active ?? 0
    generatorMs += generator
    elapsedMs += elapsedOf(evidence)
  }
  if (elapsedMs <= 0) return
  sink.set('generator.cpu', generatorMs / elapsedMs)
  if (!isMeasured) return
  sink.set('server.cpu', serverMs / elapsedMs)
  sink.set('server.eventLoopUtilization', activeMs / elapsedMs / (seen[0]?.to.target.instances.length ?? 1))
}

function cpuOver(evidence: HttpEvidence): { server: number | undefined; generator: number } {
  const { server } = cpuOf(spanOf(evidence))
  return { server, generator: total(evidence.to.workers, 'cpuMs') - total(evidence.from.workers, 'cpuMs') }
}

/** The span as other trials have it; the workers are told of by {@link cpuOver}. */
function spanOf({ from, to }: HttpEvidence): Parameters<typeof cpuOf>[0] {
  return { from: { target: from.target, workers: [] }, to: { target: to.target, workers: [] } }
}

function elapsedOf({ from, to }: HttpEvidence): number {
  return (to.workers[0]?.at ?? 0) - (from.workers[0]?.at ?? 0)
}

function reasonsOf(evidence: HttpEvidence): Warning[] {
  const { from, to, reports } = evidence
  const busiest = to.workers.map(({ at, cpuMs }, n) => {
    const before = from.workers[n]
    return before === undefined || at <= before.at ? 0 : (cpuMs - before.cpuMs) / (at - before.at)
  })
  return invalidReasons({
    lateness: [latenessOf(evidence)],
    longestBlock: Math.max(0, ...reports.map(({ longestBlock }) => longestBlock)),
    busiestWorker: Math.max(...busiest),
    dropped: 0,
    generatorCpuMicros: undefined,
    burst: 0,
    deliveryP50: undefined,
  })
}

function latenessOf(evidence: HttpEvidence): Lateness {
  const sends = merged(evidence, 'sendDelay')
  const percentile = latenessPercentile(sends.count)
  const responseTime = merged(evidence, 'response').percentile(percentile)
  return { what: 'requests', percentile, sendDelay: sends.percentile(percentile), responseTime }
}

/** The same thing may have happened at several kinds of requests; it is told once, with the figure of the first. */
function uniqueReasons(reasons: readonly Warning[]): Warning[] {
  return [...new Map(reasons.toReversed().map((reason) => [reason.code, reason])).values()].toReversed()
}

function merged({ reports }: HttpEvidence, name: 'response' | 'service' | 'sendDelay'): Recorder {
  const all = Recorder.empty()
  for (const report of reports) all.add(Recorder.decode(report[name]))
  return all
}

function failedIn({ reports }: HttpEvidence): number {
  return Object.values(mergedFailures(reports)).reduce((sum, { count }) => sum + count, 0)
}

function total(workers: HttpEvidence['to']['workers'], figure: 'cpuMs' | 'answered'): number {
  return workers.reduce((sum, worker) => sum + worker[figure], 0)
}

function failureWarnings(failures: ReturnType<typeof mergedFailures>): Warning[] {
  return Object.entries(failures).map(([key, { count, example }]) => ({
    code: 'failures',
    message: `${count} x ${key}, for example: ${example}.`,
    advice: 'Failed requests have no response time; look at the server before you use those of the others.',
  }))
}
