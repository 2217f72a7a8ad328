import type { MetricComparison, Side } from '../../compare/comparison.ts'
import { metricOf } from '../../metrics.ts'
import { figureOf } from '../metric-table.ts'
import { scaleOf } from '../number-format.ts'

/** The medians of both sides in one unit, such as `8.86 ms`; `-` for a side without. */
export function sideTexts({ id, base, head }: MetricComparison): { readonly base: string; readonly head: string } {
  const metric = metricOf(id)
  const scale = scaleOf(
    metric.unit,
    [base, head].flatMap((side) => side?.median ?? []),
  )
  const textOf = (side: Side | undefined) =>
    side === undefined ? '-' : `${figureOf(side, metric, scale, side.n).figure} ${scale.label}`.trim()
  return { base: textOf(base), head: textOf(head) }
}
