import type { CostModel } from '../../model/cost-model.ts'
import { costText, memoryTexts, modelSubject, residualTexts, untoldText, wireTexts } from '../../render/model-text.ts'
import { dataTable } from '../figures/data-table.ts'
import { markup, type Markup } from '../markup.ts'
import { sectionHeading, type PageSection } from '../page-shell.ts'
import { costTable } from './cost-table.ts'
import { residualTable } from './residual-table.ts'

const id = 'model'
const label = 'What operations cost'

/** What operations cost, what connections take of memory and bytes, and how well the costs explain what was measured. */
export function modelSection(model: CostModel): PageSection {
  const told = untoldText(model)
  const body = markup`${sectionHeading(id, label)}
<p class="question">${modelSubject(model).map((sentence) => markup`${sentence} `)}</p>
${warningsOf(model)}
${costTable(`${id}-costs`, model)}
${told === undefined ? undefined : markup`<p class="hint">${told}</p>`}
<h3>Memory and bytes</h3>
<div class="pairs">${pairs(`${id}-memory`, 'Memory', 'Of', memoryTexts(model))}${pairs(`${id}-bytes`, 'Bytes on the wire, beyond the text', 'Of', wireTexts(model))}</div>
<h3>Measured beside predicted</h3>
${residualTable(`${id}-residuals`, model)}`
  return { id, label, body }
}

/** What the overview says of it. */
export function modelCard(model: CostModel): Markup {
  const cost = (one: CostModel['costs'][number]['id']) => {
    const found = model.costs.find((each) => each.id === one)
    if (found === undefined) return []
    const { label: what, figure } = costText(found)
    return [`${what} ${figure} µs`]
  }
  const costs = [...cost('message'), ...cost('delivery'), ...cost('publish'), ...cost('broadcast')]
  const [worst] = residualTexts(model)
  const fit =
    worst === undefined ? '' : `The workload that they explain worst is off by ${worst.off.replace(/^[+-]/, '')}.`
  return markup`<article class="card">
<h3><a href="#${id}">${label}</a></h3>
<p class="question">What does each operation cost the gateway and Redis?</p>
<p>CPU time: ${costs.join(', ')}. ${fit}</p>
</article>
`
}

function warningsOf({ warnings }: CostModel): Markup | undefined {
  // The residuals have their own table, in which large ones stand first.
  const shown = warnings.filter(({ code }) => code !== 'residual-large')
  if (shown.length === 0) return undefined
  return markup`<div class="notice"><ul class="plain">${shown.map(({ message, advice }) => markup`<li>${message} ${advice}</li>`)}</ul></div>`
}

function pairs(
  tableId: string,
  caption: string,
  column: string,
  texts: readonly (readonly [string, string])[],
): Markup | undefined {
  if (texts.length === 0) return undefined
  return dataTable(tableId, {
    caption,
    columns: [column, caption],
    rows: texts.map(([what, amount]) => ({ heading: { text: what }, cells: [{ text: amount }] })),
  })
}
