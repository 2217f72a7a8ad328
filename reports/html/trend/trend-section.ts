import { resultTitle } from '../../compare/match-results.ts'
import type { MetricTrend, ResultTrend } from '../../compare/trend.ts'
import { markup, type Markup } from '../markup.ts'
import { sectionHeading, type PageSection } from '../page-shell.ts'
import { smallMultiple } from './small-multiple.ts'
import { trendTable } from './trend-table.ts'

/** One result over reports: the gated metrics drawn and as a table, the others folded. */
export function trendSection(id: string, result: ResultTrend, names: readonly string[]): PageSection {
  const title = resultTitle(result)
  const gated = result.metrics.filter((trend) => trend.gated)
  const others = result.metrics.filter((trend) => !trend.gated)
  const folded =
    others.length === 0
      ? undefined
      : markup`<details><summary>All other metrics<span class="unseen"> of ${title}</span></summary>${drawnAndTold(`${id}-others`, `All other metrics of ${title}`, others, names)}</details>`
  const body = markup`${sectionHeading(id, title)}
<p class="question">${result.question}</p>
${gated.length === 0 ? markup`<p>No gated metric was measured.</p>` : drawnAndTold(`${id}-gated`, `Gated metrics of ${title}`, gated, names)}
${folded}`
  return { id, label: title, body }
}

function drawnAndTold(id: string, caption: string, trends: readonly MetricTrend[], names: readonly string[]): Markup {
  return markup`<ul class="multiples">${trends.map((trend) => smallMultiple(trend, names))}</ul>
${trendTable(id, caption, trends, names.length)}`
}
