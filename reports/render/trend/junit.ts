import { resultTitle } from '../../compare/match-results.ts'
import type { MetricTrend, Trend } from '../../compare/trend.ts'
import { metricOf } from '../../metrics.ts'
import { renderJUnitSuites, type Undecided } from '../junit.ts'
import { figureOf } from '../metric-table.ts'
import { scaleOf } from '../number-format.ts'

/** Shows a trend as JUnit XML: a suite per result, a case per gated metric, judged by the last report against the first. */
export function renderTrendJUnit({ results }: Trend, undecided: Undecided): string {
  const suites = results.map((result) => ({
    name: resultTitle(result),
    cases: result.metrics
      .filter(({ gated }) => gated)
      .map((metric) => ({ metric: metric.id, verdict: metric.sinceFirst ?? 'unknown', message: messageOf(metric) })),
  }))
  return renderJUnitSuites(suites, undecided)
}

function messageOf({ id, points, sinceFirst = 'unknown', sincePrevious = 'unknown' }: MetricTrend): string {
  const metric = metricOf(id)
  const scale = scaleOf(
    metric.unit,
    points.flatMap((point) => point?.median ?? []),
  )
  const medians = points.map((point) => (point === null ? '-' : figureOf(point, metric, scale, point.n).figure))
  return `${sinceFirst} since the first report, ${sincePrevious} since the one before: ${medians.join(', ')} ${scale.label}`.trim()
}
