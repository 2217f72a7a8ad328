import type { Plan } from '../../plan/plan.ts'
import { whatIfCaption, whatIfColumns, whatIfRows } from '../../plan/text/what-if-rows.ts'
import { copyButton, scrollable } from '../figures/data-table.ts'
import { markup } from '../markup.ts'
import { sectionHeading, type PageSection } from '../page-shell.ts'

/** Other numbers of instances for this demand, and what is needed for others. */
export function whatIfSection(plan: Plan): PageSection {
  const rows = whatIfRows(plan).map(({ cells, whatIf: { judged } }) => {
    const [name, ...figures] = cells
    const outcome = figures.pop()
    const tone = judged.met ? 'good' : 'bad'
    return markup`<tr data-instances="${judged.instances}" data-met="${String(judged.met)}"><th scope="row">${name}</th>${figures.map((figure) => markup`<td>${figure}</td>`)}<td><span class="badge ${tone}">${outcome}</span></td></tr>\n`
  })
  const caption = 'What if'
  const marked = whatIfCaption(plan)
  const table = markup`<table id="what-if-table" class="figures"><caption>${caption}</caption>
<thead><tr>${whatIfColumns.map((column) => markup`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>
${rows}</tbody></table>`
  const body = markup`${sectionHeading('what-if', 'What if')}
<p>The first rows are this demand on other numbers of instances; the others are what other demands need. Figures are those with the spare instances down, Redis with all of them up.</p>
${scrollable(caption, table)}
<div class="figure-data">${marked === undefined ? undefined : markup`<p class="hint">${marked}</p>`}${copyButton('what-if-table', caption)}</div>`
  return { id: 'what-if', label: 'What if', body }
}
