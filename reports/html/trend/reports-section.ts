import { resultTitle } from '../../compare/match-results.ts'
import type { Verdict } from '../../compare/comparison.ts'
import type { Trend } from '../../compare/trend.ts'
import { counted } from '../../render/counted.ts'
import { scrollable } from '../figures/data-table.ts'
import { metricName } from '../figure-text.ts'
import { markup, type Markup } from '../markup.ts'
import { sectionHeading, type PageSection } from '../page-shell.ts'
import { dateText } from '../report-date.ts'
import { toneClass } from '../verdict-badge.ts'

const words: Readonly<Record<Verdict, string>> = {
  worse: 'The last report is worse than the first',
  better: 'The last report is better than the first, and in no gated metric worse',
  same: 'The last report differs from the first by no more than the limits',
  unknown: 'Whether the last report differs from the first could not be decided',
  incomparable: 'The last report and the first were not measured alike',
}

/** What matters first: the verdict in words, where it comes from, and the reports in their order. */
export function reportsSection(trend: Trend): PageSection {
  const { verdict, reports } = trend
  const concerned = trend.results.flatMap((result) =>
    result.metrics
      .filter(({ gated, sinceFirst }) => gated && sinceFirst === verdict)
      .map(({ id }) => `${metricName(id)} (${resultTitle(result)})`),
  )
  const named = verdict === 'worse' || verdict === 'better' ? concerned : []
  const rows = reports.map(
    ({ name, createdAt, tool, subject, environment }, at) =>
      markup`<tr><td>${at + 1}</td><th scope="row">${name}</th><td>${dateText(createdAt)}</td><td>${subject?.label ?? '-'}</td><td>${tool.version} ${tool.commit?.slice(0, 9)}</td><td>${environment.cpu}, ${counted(environment.cores, 'core')}, Node ${environment.node}</td></tr>\n`,
  )
  const table = markup`<table><caption>Reports, as they were given</caption><thead><tr><th scope="col">No.</th><th scope="col">Report</th><th scope="col">When</th><th scope="col">Measured</th><th scope="col">gatecrash</th><th scope="col">On</th></tr></thead><tbody>${rows}</tbody></table>`
  const body = markup`${sectionHeading('verdict', 'Verdict')}
<p class="verdict-words ${toneClass(verdict)}" data-verdict="${verdict}">${words[verdict]}.</p>
${listOf(named)}
${scrollable('Reports, as they were given', table)}`
  return { id: 'verdict', label: 'Verdict', body }
}

function listOf(items: readonly string[]): Markup | undefined {
  return items.length === 0 ? undefined : markup`<ul>${items.map((item) => markup`<li>${item}</li>`)}</ul>`
}
