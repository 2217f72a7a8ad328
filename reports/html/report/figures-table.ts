import { captionOf } from '../../render/caption.ts'
import type { Footnotes } from '../../render/footnotes.ts'
import { metricTable, type Cell, type MetricTable } from '../../render/metric-table.ts'
import type { Section } from '../../render/section.ts'
import { findMetric } from '../../metrics.ts'
import { copyButton, scrollable } from '../figures/data-table.ts'
import { markup, type Markup } from '../markup.ts'

/**
 * The figures of a section as the terminal shows them, and the others folded below; each figure has its exact value with
 * it. Warnings of the section are numbered on the way; {@link notesOf} tells them.
 */
export function figuresOf(id: string, section: Section, footnotes: Footnotes): Markup {
  const main = metricTable(section, footnotes)
  if (main.groups.length === 0) return markup`<p class="notice">No completed trial, so no figures.</p>`
  const other = metricTable(section, footnotes, 'other')
  const title = section.columns.some(({ base }) => base !== undefined) ? 'The price of polling' : 'Figures'
  const folded =
    other.groups.length === 0
      ? undefined
      : markup`<details><summary>Further figures of ${section.scenario}</summary>${tableOf(`${id}-further`, `Further figures of ${section.scenario}`, other, section, id)}</details>`
  return markup`<h3>${title}</h3>
${tableOf(`${id}-figures`, `${title} of ${section.scenario}`, main, section, id)}
<div class="figure-data"><p class="hint">${captionOf(section)}</p>${copyButton(`${id}-figures`, `${title} of ${section.scenario}`)}</div>
${folded}`
}

/** The warnings that the marks in the tables of a section point to, with what to do about them. */
export function notesOf(id: string, { notes }: Footnotes): Markup | undefined {
  if (notes.length === 0) return undefined
  const items = notes.map(
    ({ message, advice }, at) =>
      markup`<li id="${id}-note-${at + 1}"><p>${message}</p><p class="advice">${advice}</p></li>\n`,
  )
  return markup`<ol class="notes" aria-label="Notes">${items}</ol>`
}

function tableOf(tableId: string, caption: string, table: MetricTable, section: Section, id: string): Markup {
  const titles = table.columns.map(({ title, marks }) => markup`<th scope="col">${title}${marksOf(id, marks)}</th>`)
  const groups = table.groups.map(
    ({ heading, rows }) => markup`<tbody>
<tr class="group"><th scope="rowgroup" colspan="${titles.length + 2}">${heading}</th></tr>
${rows.map(
  (row) =>
    markup`<tr data-metric="${row.id}"><th scope="row">${row.label}</th><td class="unit" data-value="${findMetric(row.id)?.unit ?? ''}">${row.unit}</td>${row.cells.map((cell, at) => cellOf(cell, summaryOf(section, at, row.id), id))}</tr>\n`,
)}</tbody>\n`,
  )
  return scrollable(
    caption,
    markup`<table id="${tableId}" class="figures"><caption>${caption}</caption>
<thead><tr><th scope="col">Metric</th><th scope="col">Unit</th>${titles}</tr></thead>
${groups}</table>`,
  )
}

function cellOf(cell: Cell, summary: ReturnType<typeof summaryOf>, id: string): Markup {
  const exact =
    summary === undefined
      ? undefined
      : markup` data-value="${summary.median}" data-low="${summary.low}" data-high="${summary.high}"`
  const ratio = cell.ratio === '' ? undefined : markup` <span class="ratio">${cell.ratio}</span>`
  const interval =
    cell.interval === '' && ratio === undefined ? undefined : markup` <span class="interval">${cell.interval}</span>`
  return markup`<td${exact}><span class="value">${cell.figure}</span>${interval}${ratio}${marksOf(id, cell.marks)}</td>`
}

function summaryOf({ columns }: Section, at: number, metric: string) {
  return columns[at]?.result.summary[metric]
}

/** `[1][2]` as links to the notes. */
function marksOf(id: string, marks: string): Markup {
  const numbers = [...marks.matchAll(/\[(\d+)\]/g)].map(([, number]) => number ?? '')
  return markup`${numbers.map((number) => markup`<sup><a href="#${id}-note-${number}" aria-label="Note ${number}">${number}</a></sup>`)}`
}
