import type { Metric } from '../metric.ts'
import { metrics } from '../metrics.ts'
import { resultTitle } from '../compare/match-results.ts'
import type { MetricSummary, Report, Result } from '../report.ts'
import { decimalsOf, formatNumber } from './number-format.ts'
import { sanitize } from './sanitize.ts'

/** One figure as github-action-benchmark reads it with `tool: customSmallerIsBetter`. */
export interface ActionBenchmark {
  readonly name: string
  readonly unit: string
  readonly value: number
  readonly range: string
  readonly extra: string
}

/** What becomes of a figure so that smaller is better. */
interface Smaller {
  readonly id: string
  readonly unit: string
  readonly of: (value: number) => number
}

/**
 * The figures of a report for github-action-benchmark: medians over trials of the chosen metrics. Where more is better,
 * only a share can be turned round (what was not delivered, in percent); others are left out.
 */
export function actionBenchmarks(report: Report, isWanted: (metric: Metric) => boolean): ActionBenchmark[] {
  return report.results.flatMap((result) =>
    metrics.filter(isWanted).flatMap((metric) => {
      const summary = result.summary[metric.id]
      const smaller = smallerOf(metric)
      return summary === undefined || smaller === undefined ? [] : [benchmarkOf(result, smaller, summary)]
    }),
  )
}

function smallerOf({ id, unit, better }: Metric): Smaller | undefined {
  if (better === 'lower') return { id, unit: unit === 'us' ? 'µs' : unit, of: (value) => value }
  if (better === 'higher' && unit === 'ratio') return { id: `1 - ${id}`, unit: '%', of: (value) => (1 - value) * 100 }
  return undefined
}

function benchmarkOf(result: Result, { id, unit, of }: Smaller, { median, low, high, n }: MetricSummary) {
  const ends = [of(low), of(high)].toSorted((a, b) => a - b).map(textOf)
  return {
    name: `${sanitize(resultTitle(result))}: ${id}`,
    unit,
    value: of(median),
    range: ends.join(' to '),
    extra: `median over trials, n=${n}`,
  }
}

function textOf(value: number): string {
  return formatNumber(value, decimalsOf(value, 3))
}
