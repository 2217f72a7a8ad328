import type { Comparison, MetricComparison, ResultComparison, Verdict } from '../../compare/comparison.ts'
import { resultTitle } from '../../compare/match-results.ts'
import { worstVerdict } from '../../compare/verdict.ts'
import { sanitize } from '../sanitize.ts'

/** A metric that takes part in the decision, with the result that it belongs to. */
export interface GatedMetric {
  readonly result: ResultComparison
  /** Such as `fan-out, single, websocket`; printable. */
  readonly title: string
  readonly metric: MetricComparison
  readonly verdict: Verdict
}

/** Every gated metric of a comparison, result by result in the order of the registry. */
export function gatedMetrics({ results }: Pick<Comparison, 'results'>): GatedMetric[] {
  return results.flatMap((result) =>
    result.metrics
      .filter(({ gated }) => gated)
      .map((metric) => ({
        result,
        title: sanitize(resultTitle(result)),
        metric,
        verdict: metric.verdict ?? 'unknown',
      })),
  )
}

/** The same metrics, those with the worst verdicts first. */
export function worstFirst(metrics: readonly GatedMetric[]): GatedMetric[] {
  return metrics.toSorted((a, b) =>
    a.verdict === b.verdict ? 0 : worstVerdict([a.verdict, b.verdict]) === a.verdict ? -1 : 1,
  )
}
