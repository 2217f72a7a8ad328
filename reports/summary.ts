import type { TrialResult } from '../load/trial-result.ts'
import { medianInterval } from './statistics/median-interval.ts'
import { metricOf } from './metrics.ts'
import type { MetricSummary } from './report.ts'

/**
 * Sums trials up: for each metric the median over completed trials and its interval. The trial is the unit of
 * replication, so a percentile's median is that of the trials' percentiles; nothing is averaged or pooled. Invalid, failed and
 * interrupted trials take no part.
 *
 * Throws a `RangeError` for a metric that is not described in the registry.
 */
export function summarise(trials: readonly TrialResult[]): Record<string, MetricSummary> {
  const valuesById = new Map<string, number[]>()
  for (const trial of trials) {
    if (trial.status !== 'completed') continue
    for (const [id, value] of Object.entries(trial.metrics)) {
      const values = valuesById.get(metricOf(id).id)
      if (values === undefined) valuesById.set(id, [value])
      else values.push(value)
    }
  }
  return Object.fromEntries([...valuesById].map(([id, values]) => [id, medianInterval(values)]))
}
