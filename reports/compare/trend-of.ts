import { metrics } from '../metrics.ts'
import type { Result } from '../report.ts'
import { compareReports, identityOf, requireTrials, type CompareOptions, type NamedReport } from './compare-reports.ts'
import type { Comparison, Verdict } from './comparison.ts'
import { isSame } from './match-results.ts'
import { sideOf, valuesOf } from './side-of.ts'
import { trendSchemaId, type MetricTrend, type ResultTrend, type Trend } from './trend.ts'

/**
 * Puts reports side by side, oldest first, and judges the last of them against the first and against the one before
 * it, each as {@link compareReports} does. A figure that the last report or that one has not is `incomparable`.
 *
 * Throws a `RangeError` for fewer than two reports, and what {@link compareReports} throws.
 */
export function trendOf(reports: readonly NamedReport[], options?: CompareOptions): Trend {
  const [first, last, previous] = [reports[0], reports.at(-1), reports.at(-2)]
  if (first === undefined || last === undefined || previous === undefined) {
    throw new RangeError(`a trend needs two reports or more; got ${reports.length}`)
  }
  reports.forEach(requireTrials)
  const sinceFirst = compareReports(first, last, options)
  const sincePrevious = compareReports(previous, last, options)
  const { gated, verdict } = sinceFirst
  return {
    schema: trendSchemaId,
    reports: reports.map((named) => ({ ...identityOf(named), environment: named.report.environment })),
    gated,
    verdict,
    results: distinctResults(reports).map((result) => trendOfResult(result, reports, gated, sinceFirst, sincePrevious)),
  }
}

/** Every result of any report once, those of the last report first. */
function distinctResults(reports: readonly NamedReport[]): Result[] {
  const all = reports.toReversed().flatMap(({ report }) => report.results)
  return all.filter((result, at) => all.findIndex((other) => isSame(other, result)) === at)
}

function trendOfResult(
  result: Result,
  reports: readonly NamedReport[],
  gated: readonly string[],
  sinceFirst: Comparison,
  sincePrevious: Comparison,
): ResultTrend {
  const { scenario, question, target, instances, adapter, transport } = result
  const series = reports.map(({ report }) => report.results.find((other) => isSame(other, result)))
  const trends = metrics.flatMap(({ id, better }): MetricTrend[] => {
    const points = series.map((one) => (one === undefined ? null : sideOf(valuesOf(one, id))))
    if (points.every((point) => point === null)) return []
    const verdicts =
      better === 'none'
        ? {}
        : { sinceFirst: verdictIn(sinceFirst, result, id), sincePrevious: verdictIn(sincePrevious, result, id) }
    return [{ id, gated: gated.includes(id), points, ...verdicts }]
  })
  return { scenario, question, target, instances, adapter, transport, metrics: trends }
}

function verdictIn({ results }: Comparison, result: Result, id: string): Verdict {
  const compared = results.find((other) => isSame(other, result))
  return compared?.metrics.find((metric) => metric.id === id)?.verdict ?? 'incomparable'
}
