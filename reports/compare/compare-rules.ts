import type { Metric, PracticalLimit } from '../metric.ts'
import { metricOf, metrics } from '../metrics.ts'

/** What decides a comparison, where that is not as the registry of metrics has it. */
export interface CompareOptions {
  /** Ids of the metrics that decide, in place of those that are gated in the registry. */
  readonly gated?: readonly string[] | undefined
  /** Practical limits by metric id, in place of those in the registry. */
  readonly limits?: ReadonlyMap<string, PracticalLimit> | undefined
}

/** What decides a comparison. */
export interface CompareRules {
  /** In the order of the registry. */
  readonly gated: readonly string[]
  limitOf(metric: Metric): PracticalLimit
}

/** Completes options from the registry. Throws a `RangeError` for a metric that is not known or cannot decide anything. */
export function compareRules({ gated, limits }: CompareOptions = {}): CompareRules {
  const wanted = gated?.map(requireDirection) ?? metrics.filter((metric) => metric.gated)
  for (const id of limits?.keys() ?? []) requireDirection(id)
  return {
    gated: metrics.filter((metric) => wanted.includes(metric)).map(({ id }) => id),
    limitOf: (metric) => limits?.get(metric.id) ?? metric.practicalLimit,
  }
}

/** A metric that can be better or worse. Throws a `RangeError` of one line for one that cannot, or is not known. */
export function requireDirection(id: string): Metric {
  const metric = metricOf(id)
  if (metric.better === 'none') {
    throw new RangeError(`metric "${id}" cannot decide: it only explains others and has no better direction`)
  }
  return metric
}
