import { Footnotes } from '../../render/footnotes.ts'
import { trialNotes } from '../../render/trial-notes.ts'
import type { Environment } from '../../report.ts'
import { markup, type Markup } from '../markup.ts'
import { sectionHeading, type PageSection } from '../page-shell.ts'
import { connectStagesOf } from './connect-stages.ts'
import { coursesOf } from './courses.ts'
import { curvesOf } from './curves.ts'
import { figuresOf, notesOf } from './figures-table.ts'
import { instancesTable } from './instances.ts'
import { ledgerOf } from './ledger.ts'
import type { PlacedSection } from './overview.ts'

/** One scenario with everything that was measured in it. */
export function scenarioSection({ id, label, section }: PlacedSection, { placement }: Environment): PageSection {
  const { columns } = section
  const footnotes = new Footnotes()
  const figures = figuresOf(id, section, footnotes)
  const trials = trialsText(section.columns, footnotes)
  const body = markup`${sectionHeading(id, label)}
<p class="question">${section.question}</p>
<ul class="parameters" aria-label="Parameters">${section.common.map((text) => markup`<li>${text}</li>`)}</ul>
${trials}
${figures}
${notesOf(id, footnotes)}
<div class="figure-grid">${curvesOf(id, columns)}${connectStagesOf(id, columns)}</div>
${coursesOf(id, columns)}
${ledgerOf(id, columns)}
${instancesTable(id, columns, placement)}`
  return { id, label, body }
}

/** Which trials do not count, and why. */
function trialsText(columns: PlacedSection['section']['columns'], footnotes: Footnotes): Markup | undefined {
  const lines = columns.flatMap(({ title, result }) => {
    const notes = trialNotes(result, footnotes).map((note) => title + note)
    return result.trials.length === 0 ? [`${title}: no trial has ended yet`] : notes
  })
  if (lines.length === 0) return undefined
  return markup`<div class="notice"><ul class="plain">${lines.map((line) => markup`<li>${line}</li>`)}</ul></div>`
}
