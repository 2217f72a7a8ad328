import { overallVerdict } from './compare-reports.ts'
import type { Comparison, MetricComparison, ResultComparison } from './comparison.ts'
import { isSame, type ResultKey } from './match-results.ts'
import type { PairedDesign } from './paired-design.ts'
import { worstVerdict } from './verdict.ts'

/** A result and what its pairs say of every metric. */
export interface PairedResult {
  readonly result: ResultKey
  readonly metrics: readonly MetricComparison[]
}

/**
 * Puts what pairs of trials say in place of what was said of the same trials as if they had been run apart. What is said of
 * the reports themselves stays: the environment, notes on trials, a result that is not comparable, and a metric that one
 * side does not have.
 */
export function pairedComparison(
  comparison: Comparison,
  paired: readonly PairedResult[],
  design: PairedDesign,
): Comparison {
  const results = comparison.results.map((result) => {
    const judged = paired.find((one) => isSame(one.result, result))
    return judged === undefined || result.incomparable.length > 0 ? result : judgedByPairs(result, judged.metrics)
  })
  return { ...comparison, results, verdict: overallVerdict(results), paired: design }
}

function judgedByPairs(result: ResultComparison, judged: readonly MetricComparison[]): ResultComparison {
  const metrics = result.metrics.map((metric) => {
    const found = judged.find(({ id }) => id === metric.id)
    const isTold = found !== undefined && found.base !== undefined && found.head !== undefined
    return isTold ? found : metric
  })
  return {
    ...result,
    metrics,
    verdict: worstVerdict(metrics.flatMap(({ gated, verdict }) => (gated ? (verdict ?? []) : []))),
  }
}
