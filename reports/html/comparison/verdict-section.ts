import type { Comparison, ReportIdentity } from '../../compare/comparison.ts'
import { headlineOf } from '../../render/comparison/headline.ts'
import { pairedText } from '../../render/comparison/paired-text.ts'
import { gateRules, rulesAdvice } from '../../render/comparison/rules.ts'
import { resultTitle } from '../../compare/match-results.ts'
import { scrollable } from '../figures/data-table.ts'
import { markup, type Markup } from '../markup.ts'
import { sectionHeading, type PageSection } from '../page-shell.ts'
import { dateText } from '../report-date.ts'
import { pairsTable } from '../report/environment-section.ts'
import { toneClass } from '../verdict-badge.ts'
import { effectTable, forestLegend } from './effect-table.ts'

/** What matters first: the verdict in words, what decided it, and what was compared. */
export function verdictSection(comparison: Comparison): PageSection {
  const { base, head, verdict, paired } = comparison
  const body = markup`${sectionHeading('verdict', 'Verdict')}
<p class="verdict-words ${toneClass(verdict)}" data-verdict="${verdict}">${headlineOf(comparison)}</p>
${paired === undefined ? undefined : markup`<p>${pairedText(paired)}</p>`}
${gatedTable(comparison)}
${onlyText('base', comparison.onlyInBase)}${onlyText('head', comparison.onlyInHead)}
<div class="pairs">${pairsTable('Base', identityOf(base))}${pairsTable('Head', identityOf(head))}</div>`
  return { id: 'verdict', label: 'Verdict', body }
}

/** Which metrics decide, and from which change on. */
export function rulesSection(comparison: Comparison): PageSection {
  const rows = gateRules(comparison).map(
    ({ id, limit, name }) =>
      markup`<tr><th scope="row"><code>${id}</code></th><td>${name}</td><td>${limit === '' ? '-' : limit}</td></tr>\n`,
  )
  const table = markup`<table><caption>Gated metrics and their limits</caption><thead><tr><th scope="col">Metric</th><th scope="col">What it is</th><th scope="col">Practical limit</th></tr></thead><tbody>${rows}</tbody></table>`
  const body = markup`${sectionHeading('rules', 'How it was judged')}
<p>Figures are medians over trials, with their intervals. A metric is worse or better if the interval of its change excludes no change and the estimate is beyond the practical limit; unknown if the interval reaches further than that limit. ${correction(comparison)}</p>
${rows.length === 0 ? markup`<p>No gated metric was measured.</p>` : scrollable('Gated metrics and their limits', table)}
<p class="hint">${rulesAdvice}</p>`
  return { id: 'rules', label: 'How it was judged', body }
}

function correction({ results }: Comparison): string | undefined {
  const effects = results.flatMap(({ metrics }) => metrics.flatMap(({ effect }) => effect ?? []))
  const isCorrected = effects.some(({ adjustedP }) => adjustedP !== undefined)
  return isCorrected ? 'The p of gated metrics is corrected for their number (Holm).' : undefined
}

function gatedTable({ results }: Comparison): Markup | undefined {
  const groups = results.map((result, at) => ({
    heading: markup`<a href="#result-${at + 1}">${resultTitle(result)}</a>`,
    metrics: result.metrics.filter(({ gated }) => gated),
  }))
  const filled = groups.filter(({ metrics }) => metrics.length > 0)
  return filled.length === 0
    ? undefined
    : markup`${effectTable('gated', 'Gated metrics', filled)}
${forestLegend}`
}

function onlyText(side: string, titles: readonly string[]): Markup | undefined {
  return titles.length === 0
    ? undefined
    : markup`<p class="hint">Only in ${side}: ${titles.map((title, at) => [at === 0 ? '' : '; ', title])}.</p>`
}

function identityOf({ name, createdAt, tool, subject }: ReportIdentity): [string, string][] {
  const dirty = tool.dirty === true ? ', with uncommitted changes' : ''
  return [
    ['report', name],
    ...(subject === undefined ? [] : [['measured', `${subject.label}${atCommit(subject.commit)}`] as [string, string]]),
    ['when', dateText(createdAt)],
    ['gatecrash', `${tool.version}${atCommit(tool.commit)}${dirty}`],
  ]
}

function atCommit(commit: string | undefined): string {
  return commit === undefined ? '' : ` at ${commit.slice(0, 9)}`
}
