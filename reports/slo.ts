import { findMetric, metricOf, metrics } from './metrics.ts'
import { nearestName } from './nearest-name.ts'
import type { Result, SloVerdict } from './report.ts'

const comparisons = {
  '<=': (value: number, bound: number) => value <= bound,
  '>=': (value: number, bound: number) => value >= bound,
  '==': (value: number, bound: number) => value === bound,
  '<': (value: number, bound: number) => value < bound,
  '>': (value: number, bound: number) => value > bound,
} as const

/** How an SLO compares a figure with its bound. */
export type Comparison = keyof typeof comparisons

/** A service level objective: a metric, a bound, and perhaps the only scenario it holds in. */
export interface Slo {
  /** As it was written. */
  readonly text: string
  readonly scenario: string | undefined
  readonly metric: string
  readonly comparison: Comparison
  /** In the metric's unit. */
  readonly bound: number
}

const pattern =
  /^\s*(?:(?<scenario>[\w./-]+)\s*:)?\s*(?<metric>[\w.-]+)\s*(?<comparison><=|>=|==|<|>)\s*(?<bound>\S+)\s*$/

/**
 * Reads an SLO such as `delivery.p99<250` or `fan-out: delivered.ratio == 1`; the bound is in the metric's unit.
 * Throws a `RangeError` of one line for anything else, naming the nearest metric where the metric is not known.
 */
export function parseSlo(text: string): Slo {
  const parts = pattern.exec(text)?.groups
  if (parts === undefined) {
    throw new RangeError(
      `SLO "${text}" cannot be read: write [scenario:]metric, one of < <= > >= ==, and a number, as in delivery.p99<250`,
    )
  }
  const { scenario, metric = '', comparison = '', bound = '' } = parts
  const known = findMetric(metric)
  if (known === undefined) {
    const nearest =
      nearestName(
        metric,
        metrics.map(({ id }) => id),
      ) ?? 'delivery.p99'
    throw new RangeError(`SLO "${text}": unknown metric "${metric}"; did you mean "${nearest}"?`)
  }
  const value = Number(bound)
  if (!Number.isFinite(value)) {
    throw new RangeError(
      `SLO "${text}": "${bound}" is no number; write it without a unit, ${known.id} is in ${known.unit}`,
    )
  }
  return { text: text.trim(), scenario, metric, comparison: comparison as Comparison, bound: value }
}

/** Whether a figure, in the metric's unit, keeps the bound. */
export function keeps({ comparison, bound }: Slo, value: number): boolean {
  return comparisons[comparison](value, bound)
}

/**
 * Judges a result by an SLO: the median over completed trials must keep the bound. A metric that should have been
 * measured and was not (no trial completed, or the SLO names the scenario) misses it, with `value` null.
 * `undefined` where the SLO is not about this result: another scenario, or a metric that this scenario does not measure.
 */
export function judge(slo: Slo, result: Pick<Result, 'scenario' | 'summary'>): SloVerdict | undefined {
  if (slo.scenario !== undefined && slo.scenario !== result.scenario) return undefined
  const { id } = metricOf(slo.metric)
  const value = result.summary[id]?.median
  if (value !== undefined) return { slo: slo.text, value, met: keeps(slo, value) }
  const measuresOthers = Object.keys(result.summary).length > 0
  return slo.scenario === undefined && measuresOthers ? undefined : { slo: slo.text, value: null, met: false }
}
