import type { MetricComparison, Side } from '../../compare/comparison.ts'
import { metricOf } from '../../metrics.ts'
import { changeText, evidenceText, limitOf } from '../../render/comparison/change-text.ts'
import { copyButton, scrollable } from '../figures/data-table.ts'
import { medianText, metricName } from '../figure-text.ts'
import { markup, type Content, type Markup } from '../markup.ts'
import { verdictBadge } from '../verdict-badge.ts'
import { forestAxisOf, type ForestAxis } from './forest-axis.ts'
import { forestRow, forestScale } from './forest-row.ts'

/** Metrics under one heading: those of one result, say. */
export interface EffectGroup {
  readonly heading: Content
  readonly metrics: readonly MetricComparison[]
}

const columns = 8

/** What changed, as a forest plot that is a table: a row per metric with base, head, the effect and its verdict. */
export function effectTable(id: string, caption: string, groups: readonly EffectGroup[]): Markup {
  const effects = groups.flatMap(({ metrics }) => metrics.flatMap(({ effect }) => effect ?? []))
  const axis = forestAxisOf(effects)
  const bodies = groups.map(
    ({ heading, metrics }, group) => markup`<tbody>
<tr class="group"><th scope="rowgroup" colspan="${columns}">${heading}</th></tr>
${metrics.map((metric, at) => rowsOf(`${id}-${group + 1}-${at + 1}`, metric, axis))}</tbody>
`,
  )
  const table = markup`<table id="${id}" class="effects"><caption>${caption}</caption>
<thead><tr><th scope="col">Metric</th><th scope="col">Verdict</th><th scope="col">Change</th><th scope="col" data-drawing><span class="unseen">Drawn</span>${forestScale(axis)}</th><th scope="col">Limit</th><th scope="col">Base</th><th scope="col">Head</th><th scope="col">Evidence</th></tr></thead>
${bodies}</table>`
  return markup`${scrollable(caption, table)}
<div class="figure-data">${copyButton(id, caption)}</div>`
}

/** How to read the drawn column; said once on a page. */
export const forestLegend = markup`<p class="hint">Square: estimate. Line: its interval; an arrow where it has no bound or leaves the axis. Shaded: within the practical limit. Changes in other units than percent stand in figures only.</p>`

/** The row of a metric, and below it, over the whole width, the reason of its verdict: either names the other. */
function rowsOf(rowId: string, comparison: MetricComparison, axis: ForestAxis): Markup {
  const { id, base, head, effect, verdict, reason } = comparison
  const metric = metricOf(id)
  const { estimate, interval } = effect === undefined ? { estimate: '-', interval: '' } : changeText(effect, metric)
  const limit = effect === undefined ? '-' : limitOf(effect, metric)
  const words = `${estimate} ${interval}, practical limit ${limit}`
  const exact =
    effect === undefined
      ? undefined
      : markup` data-value="${effect.estimate}" data-low="${effect.low ?? ''}" data-high="${effect.high ?? ''}"`
  const described = reason === undefined ? undefined : markup` id="${rowId}" aria-describedby="${rowId}-reason"`
  const why =
    reason === undefined
      ? undefined
      : markup`<tr class="reason"><td id="${rowId}-reason" headers="${rowId}" colspan="${columns}"><p>${sentence(reason)}</p></td></tr>
`
  return markup`<tr data-metric="${id}"><th scope="row"${described}>${metricName(id)}</th><td data-value="${verdict ?? ''}">${verdictBadge(verdict)}</td><td${exact} class="change">${estimate} <span class="interval">${interval}</span></td><td data-drawing>${forestRow(effect, verdict, axis, words)}</td><td>${limit}</td>${sideCell(id, base)}${sideCell(id, head)}<td class="unit">${evidenceText(comparison)}</td></tr>
${why}`
}

function sideCell(id: string, side: Side | undefined): Markup {
  if (side === undefined) return markup`<td>-</td>`
  return markup`<td data-value="${side.median}" data-low="${side.low}" data-high="${side.high}">${medianText(metricOf(id), side)}</td>`
}

function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`
}
