import {
  answerText,
  basisText,
  bindingText,
  conditionText,
  loadText,
  outcomeWords,
  searchText,
  subjectText,
} from '../../render/saturation-text.ts'
import type { Report } from '../../report.ts'
import type { Saturation, SaturationSearch } from '../../saturation.ts'
import { scrollable } from '../figures/data-table.ts'
import { markup, type Markup } from '../markup.ts'
import { sectionHeading, type PageSection } from '../page-shell.ts'
import { saturationCurve } from './saturation-curve.ts'

/** A saturation search of a report and where on the page it is. */
export interface PlacedSaturation {
  readonly id: string
  readonly label: string
  readonly saturation: Saturation
}

/** Gives each search its place. */
export function placedSaturations({ saturation = [] }: Report): PlacedSaturation[] {
  return saturation.map((one, at) => ({
    id: `saturation-${at + 1}`,
    label: `How much ${subjectText(one)} holds`,
    saturation: one,
  }))
}

/** How much one target holds: the answer, its curve, what binds, and every load that was offered. */
export function saturationSection(
  { id, label, saturation }: PlacedSaturation,
  results: Report['results'],
): PageSection {
  const { binding, searches } = saturation
  const body = markup`${sectionHeading(id, label)}
<p class="question">${conditionText(saturation)}</p>
<p><strong>${answerText(saturation)}</strong> ${basisText(saturation).join(' ')}</p>
<h3>What binds</h3>
<p>${bindingText(saturation)}</p>
<ul>${binding.evidence.map((text) => markup`<li>${text}</li>`)}</ul>
${saturationCurve(`${id}-curve`, saturation, results)}
<h3>Every load that was offered</h3>
${searches.map((search, n) => stepsTable(`${id}-search-${n + 1}`, search, n + 1, saturation))}`
  return { id, label, body }
}

/** What the overview says of it. */
export function saturationCard({ id, label, saturation }: PlacedSaturation): Markup {
  return markup`<article class="card">
<h3><a href="#${id}">${label}</a></h3>
<p class="question">${conditionText(saturation)}</p>
<p><strong>${answerText(saturation)}</strong> ${bindingText(saturation)}</p>
</article>
`
}

/** The steps of a search, folded: whoever wants to know how the answer came about opens them. */
function stepsTable(id: string, search: SaturationSearch, number: number, { unit }: Saturation): Markup {
  const title = searchText(search, number)
  const rows = search.steps.map(
    ({ load, outcome, reason }) =>
      markup`<tr><th scope="row" data-value="${load}">${loadText(load)}</th><td>${outcomeWords[outcome]}</td><td class="wide">${reason}</td></tr>\n`,
  )
  const table = markup`<table id="${id}"><caption>${title}</caption>
<thead><tr><th scope="col">${unit}</th><th scope="col">Outcome</th><th scope="col">Why</th></tr></thead>
<tbody>
${rows}</tbody></table>`
  return markup`<details><summary>${title}</summary>${scrollable(title, table)}</details>
`
}
