import { parsePrometheusUsage } from '../../../target/prometheus-usage.ts'
import { serverHints } from './headers.ts'
import { askHttp, type Approach } from './http-question.ts'

/** What `/metrics` tells. */
export interface MetricsAnswer {
  /** What can be read there of the process, in words; empty where there is nothing of use. */
  readonly figures: readonly string[]
  /** Why not, in a few words; `undefined` where there is something. */
  readonly why: string | undefined
  readonly hints: readonly string[]
}

/** Asks `/metrics` for Prometheus text with figures of the process. */
export async function metricsAt(approach: Approach): Promise<MetricsAnswer> {
  const answer = await askHttp(approach, '/metrics')
  if (answer.kind === 'failure') return { figures: [], why: 'no answer', hints: [] }
  const hints = serverHints(answer.headers)
  if (answer.status !== 200) return { figures: [], why: `HTTP ${answer.status}`, hints }
  const usage = parsePrometheusUsage(answer.body)
  if (usage === undefined) {
    const isPrometheus = /^# (HELP|TYPE) /m.test(answer.body)
    return { figures: [], why: isPrometheus ? 'no process_cpu_seconds_total in it' : 'no Prometheus text', hints }
  }
  const figures = ['CPU']
  if (usage.rssBytes !== undefined) figures.push('memory')
  if (usage.heapUsedBytes !== undefined) figures.push('heap')
  if (usage.eventLoopDelay !== undefined) figures.push('event loop delay')
  return { figures, why: undefined, hints }
}
