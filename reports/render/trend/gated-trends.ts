import { resultTitle } from '../../compare/match-results.ts'
import type { MetricTrend, ResultTrend, Trend } from '../../compare/trend.ts'
import type { Verdict } from '../../compare/comparison.ts'
import { sanitize } from '../sanitize.ts'
import { countsText, verdictSentence } from '../verdict-sentence.ts'

/** A gated metric over several reports, with the result that it belongs to. */
export interface GatedTrend {
  /** Such as `fan-out, single, websocket`; printable. */
  readonly title: string
  readonly metric: MetricTrend
  readonly sinceFirst: Verdict
  readonly sincePrevious: Verdict
}

/** Every gated metric of a trend, result by result in the order of the registry. */
export function gatedTrends({ results }: Pick<Trend, 'results'>): GatedTrend[] {
  return results.flatMap((result) =>
    result.metrics
      .filter(({ gated }) => gated)
      .map((metric) => ({
        title: sanitize(resultTitle(result)),
        metric,
        sinceFirst: metric.sinceFirst ?? 'unknown',
        sincePrevious: metric.sincePrevious ?? 'unknown',
      })),
  )
}

/** Which metrics have a row: those that decide and those that changed since the first report, or all of them. */
export function shownTrends({ metrics }: ResultTrend, all: boolean): MetricTrend[] {
  return metrics.filter(({ gated, sinceFirst }) => all || gated || sinceFirst === 'worse' || sinceFirst === 'better')
}

/** What came of several reports in a few sentences, the verdict first; printable, without a line break. */
export function trendHeadline(trend: Trend): string {
  const gated = gatedTrends(trend)
  if (gated.length === 0) return 'Unknown: none of the reports has a gated metric.'
  const judged = gated.map(({ metric, title, sinceFirst }) => ({
    verdict: sinceFirst,
    name: `${metric.id}${trend.results.length === 1 ? '' : ` (${title})`}`,
  }))
  const previous = countsText(gated.map(({ sincePrevious }) => ({ verdict: sincePrevious })))
  return (
    `${verdictSentence(trend.verdict, judged)} That is the last of ${trend.reports.length} reports against the first; ` +
    `against the one before it: ${previous}.`
  )
}
