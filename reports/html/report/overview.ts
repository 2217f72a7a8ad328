import { metricOf } from '../../metrics.ts'
import { formatNumber } from '../../render/number-format.ts'
import { targetTitle, type Column, type Section } from '../../render/section.ts'
import { judgedFigure } from '../../render/verdict-lines.ts'
import type { Report, Result } from '../../report.ts'
import { scrollable } from '../figures/data-table.ts'
import { figureParts } from '../figure-text.ts'
import { markup, type Content, type Markup } from '../markup.ts'
import { sectionHeading, type PageSection } from '../page-shell.ts'
import { headlineOf, keySentences } from './key-figures.ts'

/** A section of the report and where on the page it is. */
export interface PlacedSection {
  readonly id: string
  readonly label: string
  readonly section: Section
}

/** What matters first: the objectives, a card for each finding, and the key figures of each scenario in words. */
export function overview(report: Report, findings: readonly Markup[], sections: readonly PlacedSection[]): PageSection {
  const cards = [...findings, ...sections.map(cardOf)]
  const none = markup`<p>No results: the run ended before its first trial did.</p>`
  const body = markup`${sectionHeading('overview', 'Overview')}
${redisNotice(report)}
${objectives(report.results)}
${cards.length === 0 ? none : cards}`
  return { id: 'overview', label: 'Overview', body }
}

function cardOf({ id, label, section }: PlacedSection): Markup {
  return markup`<article class="card">
<h3><a href="#${id}">${label}</a></h3>
<p class="question">${section.question}</p>
<div class="keys">${section.columns.map(keyOf)}</div>
</article>
`
}

function keyOf(column: Column): Markup {
  const headline = headlineOf(column.result)
  return markup`<div class="key">
<p class="key-title">${column.title}</p>
${headline === undefined ? undefined : headlineText(headline)}
<p>${sentences(keySentences(column))}</p>
${statusText(column.result)}
</div>
`
}

function headlineText({ id, summary, words }: NonNullable<ReturnType<typeof headlineOf>>): Markup {
  const { text, unit } = figureParts(metricOf(id), summary.median)
  return markup`<p class="headline" data-metric="${id}" data-value="${summary.median}"><span class="headline-words">${words}</span> <strong>${text}<span class="unit"> ${unit}</span></strong></p>`
}

function statusText({ trials }: Result): Markup | undefined {
  const spoiled = trials.filter(({ status }) => status !== 'completed').length
  if (spoiled === 0) return undefined
  const verb = spoiled === 1 ? 'does' : 'do'
  return markup`<p class="notice">${formatNumber(spoiled)} of ${formatNumber(trials.length)} trials ${verb} not count; the reasons are with the figures.</p>`
}

function objectives(results: readonly Result[]): Markup | undefined {
  const rows = results.flatMap((result) => result.slo.map((verdict) => ({ result, verdict })))
  if (rows.length === 0) return undefined
  const missed = rows.filter(({ verdict }) => !verdict.met).length
  const words =
    missed === 0 ? `All ${rows.length} objectives were met.` : `${missed} of ${rows.length} objectives were missed.`
  const body = rows.map(
    ({ result, verdict }) =>
      markup`<tr data-met="${String(verdict.met)}"><th scope="row"><code>${verdict.slo}</code></th><td>${badge(verdict.met)}</td><td data-value="${verdict.value ?? ''}">${judgedFigure(verdict)}</td><td>${result.scenario}, ${targetTitle(result)}, ${result.transport}</td></tr>\n`,
  )
  const table = markup`<table class="objectives"><caption>Service level objectives</caption>
<thead><tr><th scope="col">Objective</th><th scope="col">Verdict</th><th scope="col">Median</th><th scope="col">Where</th></tr></thead>
<tbody>${body}</tbody></table>`
  return markup`<p class="verdict-words">${words}</p>${scrollable('Service level objectives', table)}`
}

function badge(met: boolean): Markup {
  return met
    ? markup`<span class="badge good"><span aria-hidden="true">✓ </span>met</span>`
    : markup`<span class="badge bad"><span aria-hidden="true">✕ </span>missed</span>`
}

function redisNotice({ results }: Report): Markup | undefined {
  if (!results.some(({ adapter }) => adapter === 'ipc')) return undefined
  return markup`<p class="notice">Redis was not measured: the cluster relayed over the IPC of Node instead. To measure Redis, install it, or set <code>REDIS_URL</code>.</p>`
}

function sentences(texts: readonly string[]): Content {
  return texts.join(' ')
}
