import type { Side } from '../../compare/comparison.ts'
import type { MetricTrend } from '../../compare/trend.ts'
import { metricOf } from '../../metrics.ts'
import { figureText, intervalText, metricName } from '../figure-text.ts'
import { markup, type Markup } from '../markup.ts'
import { verdictBadge } from '../verdict-badge.ts'

const height = 110
const top = 10
const bottom = 18
/** Room at the left for half a point, and at the right for the values of the edges; in percent of the width. */
const left = 3
const right = 24

/** One metric over reports, small: a point with its interval for each that has it, the lowest and highest value at the edges. */
export function smallMultiple(trend: MetricTrend, names: readonly string[]): Markup {
  const { id, points, sinceFirst, sincePrevious } = trend
  const known = points.filter((point) => point !== null)
  const low = Math.min(...known.map((point) => point.low))
  const high = Math.max(...known.map((point) => point.high))
  const y = (value: number) =>
    high === low ? (top + height - bottom) / 2 : top + ((high - value) / (high - low)) * (height - top - bottom)
  const x = (at: number) =>
    `${(left + (points.length < 2 ? 0.5 : at / (points.length - 1)) * (100 - left - right)).toFixed(2)}%`
  const metric = metricOf(id)
  const judged =
    sinceFirst === undefined && sincePrevious === undefined
      ? undefined
      : markup`<p class="multiple-verdicts"><span>since the first ${verdictBadge(sinceFirst)}</span> <span>since the previous ${verdictBadge(sincePrevious)}</span></p>`
  const edges = high === low ? [low] : [high, low]
  return markup`<li data-metric="${id}"><p class="multiple-title">${metricName(id)}</p>
<svg class="multiple" width="100%" height="${height}" role="img" aria-label="${metricName(id)} over ${points.length} reports: a chart of the table below">
${edges.map((edge) => markup`<line class="grid" x1="0" x2="100%" y1="${y(edge).toFixed(1)}" y2="${y(edge).toFixed(1)}"/>`)}
${points.map((point, at) => pathTo(points[at - 1] ?? null, point, x(at - 1), x(at), y))}
${points.map((point, at) => (point === null ? undefined : pointOf(point, x(at), y, `${names[at] ?? ''}: ${intervalText(metric, point)}`)))}
${edges.map((edge) => markup`<text class="tick" x="100%" y="${(y(edge) + 4).toFixed(1)}" text-anchor="end">${figureText(metric, edge)}</text>`)}
<text class="tick" x="${x(0)}" y="${height - 3}" text-anchor="middle">1</text><text class="tick" x="${x(points.length - 1)}" y="${height - 3}" text-anchor="middle">${points.length}</text>
</svg>${judged}</li>
`
}

/** No line over a report that has no such figure: nothing is known there. */
function pathTo(from: Side | null, to: Side | null, x1: string, x2: string, y: (value: number) => number) {
  if (from === null || to === null) return undefined
  return markup`<line class="path" x1="${x1}" y1="${y(from.median).toFixed(1)}" x2="${x2}" y2="${y(to.median).toFixed(1)}"/>`
}

function pointOf({ median, low, high }: Side, x: string, y: (value: number) => number, words: string): Markup {
  return markup`<g><title>${words}</title><line class="whisker" x1="${x}" x2="${x}" y1="${y(low).toFixed(1)}" y2="${y(high).toFixed(1)}"/><circle cx="${x}" cy="${y(median).toFixed(1)}" r="3.5"/><circle class="hit" cx="${x}" cy="${y(median).toFixed(1)}" r="14"/></g>
`
}
