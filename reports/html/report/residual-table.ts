import type { CostModel } from '../../model/cost-model.ts'
import { residualTexts, type ResidualText } from '../../render/model-text.ts'
import { copyButton, scrollable } from '../figures/data-table.ts'
import { markup, type Markup } from '../markup.ts'

const width = 200
const height = 20
const middle = height / 2
const margin = 6
const band = 0.1
const narrowest = 0.15
const caption = 'CPU time measured and predicted by the costs, in cores'

/** Each workload of the fit, measured beside predicted, with the difference drawn on a common axis; the worst first. */
export function residualTable(id: string, model: CostModel): Markup {
  const rows = residualTexts(model)
  const reach = Math.max(narrowest, ...rows.map(({ share }) => Math.abs(share))) * 1.05
  const table = markup`<table id="${id}" class="study"><caption>${caption}</caption>
<thead><tr><th scope="col">Workload</th><th scope="col">Of</th><th scope="col" class="number">Measured</th><th scope="col" class="number">Predicted</th><th scope="col" class="number">Off</th><th scope="col" data-drawing><span class="unseen">Drawn</span></th></tr></thead>
<tbody>
${rows.map((row) => rowOf(row, reach))}</tbody></table>`
  return markup`${scrollable(caption, table)}
<div class="figure-data"><p class="hint">Workloads: rooms x members, messages per second, bytes of each text. Left of the line less is predicted than was measured, right of it more; shaded: within 10 %.</p>${copyButton(id, caption)}</div>`
}

function rowOf(row: ResidualText, reach: number): Markup {
  return markup`<tr><th scope="row">${row.workload}</th><td>${row.resource}</td><td class="number">${row.measured}</td><td class="number">${row.predicted}</td><td class="number" data-value="${row.share}">${row.off}</td><td data-drawing>${dotOf(row, reach)}</td></tr>
`
}

function dotOf({ share, isLarge }: ResidualText, reach: number): Markup {
  const x = (at: number) => (width / 2 + (at / reach) * (width / 2 - margin)).toFixed(1)
  return markup`<svg class="forest${isLarge ? ' bad' : ''}" width="${width}" height="${height}" aria-hidden="true"><rect class="limit" x="${x(-band)}" y="0" width="${(Number(x(band)) - Number(x(-band))).toFixed(1)}" height="${height}"/><line class="no-change" x1="${width / 2}" x2="${width / 2}" y1="0" y2="${height}"/><circle class="estimate" cx="${x(share)}" cy="${middle}" r="4"/></svg>`
}
