import type { MetricTrend } from '../../compare/trend.ts'
import { metricOf } from '../../metrics.ts'
import { copyButton, scrollable } from '../figures/data-table.ts'
import { medianText, metricName } from '../figure-text.ts'
import { markup, type Markup } from '../markup.ts'
import { verdictBadge } from '../verdict-badge.ts'

/** Metrics over reports as a table: a column per report, and the verdicts on the last one. */
export function trendTable(id: string, caption: string, trends: readonly MetricTrend[], reports: number): Markup {
  const numbers = Array.from({ length: reports }, (_, at) => markup`<th scope="col">${at + 1}</th>`)
  const rows = trends.map(
    ({ id: metric, points, sinceFirst, sincePrevious }) =>
      markup`<tr data-metric="${metric}"><th scope="row">${metricName(metric)}</th><td data-value="${sinceFirst ?? ''}">${verdictBadge(sinceFirst)}</td><td data-value="${sincePrevious ?? ''}">${verdictBadge(sincePrevious)}</td>${points.map(
        (point) =>
          point === null
            ? markup`<td>-</td>`
            : markup`<td data-value="${point.median}" data-low="${point.low}" data-high="${point.high}">${medianText(metricOf(metric), point)}</td>`,
      )}</tr>\n`,
  )
  const table = markup`<table id="${id}" class="effects"><caption>${caption}</caption>
<thead><tr><th scope="col">Metric</th><th scope="col">Since the first</th><th scope="col">Since the previous</th>${numbers}</tr></thead>
<tbody>${rows}</tbody></table>`
  return markup`${scrollable(caption, table)}
<div class="figure-data"><p class="hint">Medians over the trials of a report, with their intervals. The reports are numbered as they are listed.</p>${copyButton(id, caption)}</div>`
}
