import type { Trend } from '../../compare/trend.ts'
import { counted } from '../../render/counted.ts'
import { trendHeadline } from '../../render/trend/gated-trends.ts'
import { scrollable } from '../figures/data-table.ts'
import { markup } from '../markup.ts'
import { sectionHeading, type PageSection } from '../page-shell.ts'
import { dateText } from '../report-date.ts'
import { toneClass } from '../verdict-badge.ts'

/** What matters first: the verdict in words, where it comes from, and the reports in their order. */
export function reportsSection(trend: Trend): PageSection {
  const { verdict, reports } = trend
  const rows = reports.map(
    ({ name, createdAt, tool, subject, environment }, at) =>
      markup`<tr><td>${at + 1}</td><th scope="row">${name}</th><td class="nowrap">${dateText(createdAt)}</td><td>${subject?.label ?? '-'}</td><td>${tool.version} ${tool.commit?.slice(0, 9)}</td><td>${environment.cpu}, ${counted(environment.cores, 'core')}, Node ${environment.node}</td></tr>\n`,
  )
  const table = markup`<table><caption>Reports, as they were given</caption><thead><tr><th scope="col">No.</th><th scope="col">Report</th><th scope="col">When</th><th scope="col">Measured</th><th scope="col">gatecrash</th><th scope="col">On</th></tr></thead><tbody>${rows}</tbody></table>`
  const body = markup`${sectionHeading('verdict', 'Verdict')}
<p class="verdict-words ${toneClass(verdict)}" data-verdict="${verdict}">${trendHeadline(trend)}</p>
${scrollable('Reports, as they were given', table)}`
  return { id: 'verdict', label: 'Verdict', body }
}
