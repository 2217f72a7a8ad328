import { Footnotes, warningsOf } from '../../render/footnotes.ts'
import { resultName, resultText } from '../../render/study-lines.ts'
import { trialNotes } from '../../render/trial-notes.ts'
import type { Report } from '../../report.ts'
import { scrollable } from '../figures/data-table.ts'
import { markup } from '../markup.ts'
import { sectionHeading, type PageSection } from '../page-shell.ts'
import { notesOf } from './figures-table.ts'

const id = 'workloads'
const label = 'What was measured'
const caption = 'Every workload, and what it took'

/** The results of a study, a row for each: there are too many of them for a section each. */
export function workloadsSection({ results }: Report): PageSection {
  const footnotes = new Footnotes()
  const rows = results.map((result) => {
    const notes = trialNotes(result, footnotes).map((note) => note.replace(/^, /, ''))
    const list =
      notes.length === 0 ? undefined : markup`<ul class="plain">${notes.map((note) => markup`<li>${note}</li>`)}</ul>`
    return markup`<tr><th scope="row">${resultName(result)}</th><td class="what">${resultText(result)}${list}</td></tr>
`
  })
  for (const warning of results.flatMap(warningsOf)) if (warning.metric === undefined) footnotes.mark(warning)
  const table = markup`<table class="study"><caption>${caption}</caption>
<thead><tr><th scope="col">Workload</th><th scope="col">Medians over trials</th></tr></thead>
<tbody>${rows}</tbody></table>`
  const body = markup`${sectionHeading(id, label)}
<p class="hint">Workloads: scenario, rooms x members, messages per second, bytes of each text.</p>
${scrollable(caption, table)}
${notesOf(id, footnotes)}`
  return { id, label, body }
}
