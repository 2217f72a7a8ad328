import { costMeanings, type CostMeaning } from '../../model/cost-meanings.ts'
import type { Cost, CostModel } from '../../model/cost-model.ts'
import { costText } from '../../render/model-text.ts'
import { copyButton, scrollable } from '../figures/data-table.ts'
import { markup, type Markup } from '../markup.ts'

const width = 140
const height = 18
const middle = height / 2
const caption = 'CPU time of each operation, in microseconds'

/** What each operation costs: figures, a bar with its interval, and what it is. Bars share a scale where units can be compared. */
export function costTable(id: string, { costs }: CostModel): Markup {
  const groups = (['gateway', 'redis'] as const).map((resource) => {
    const own = costs.filter((cost) => costMeanings[cost.id].resource === resource)
    const heading = resource === 'gateway' ? 'CPU time of the gateway' : 'CPU time of Redis'
    return own.length === 0
      ? undefined
      : markup`<tbody>
<tr class="group"><th scope="rowgroup" colspan="5">${heading}</th></tr>
${own.map((cost) => rowOf(cost, own))}</tbody>
`
  })
  const table = markup`<table id="${id}" class="study"><caption>${caption}</caption>
<thead><tr><th scope="col">Operation</th><th scope="col">Cost</th><th scope="col" data-drawing><span class="unseen">Drawn</span></th><th scope="col">Unit</th><th scope="col">What it is</th></tr></thead>
${groups}</table>`
  return markup`${scrollable(caption, table)}
<div class="figure-data"><p class="hint">Bar: cost; line: its interval. Bars can be compared within a group where they are per message, delivery or request, per connect, or per KiB.</p>${copyButton(id, caption)}</div>`
}

function rowOf(cost: Cost, group: readonly Cost[]): Markup {
  const { label, figure, interval, unit, sentence } = costText(cost)
  const { times } = costMeanings[cost.id]
  const exact = markup` data-value="${cost.value * times}" data-low="${cost.low * times}" data-high="${cost.high * times}"`
  return markup`<tr data-metric="${cost.id}"><th scope="row">${label}</th><td${exact}>${figure} <span class="interval">${interval}</span></td><td data-drawing>${barOf(cost, group)}</td><td class="unit">${unit}</td><td class="what">${sentence}</td></tr>
`
}

/** Nothing where no other cost of the group can be compared with this one: its bar would say nothing. */
function barOf(cost: Cost, group: readonly Cost[]): Markup | undefined {
  const kind = kindOf(costMeanings[cost.id])
  const alike = group.filter(({ id }) => kindOf(costMeanings[id]) === kind)
  if (alike.length < 2) return undefined
  const most = Math.max(...alike.map(({ high }) => high))
  const x = (value: number) => (most === 0 ? 0 : (value / most) * (width - 2)).toFixed(1)
  return markup`<svg${cost.told ? undefined : markup` class="untold"`} width="${width}" height="${height}" aria-hidden="true"><rect class="fill-1" x="0" y="4" width="${x(cost.value)}" height="${height - 8}"/><line class="reach" x1="${x(cost.low)}" x2="${x(cost.high)}" y1="${middle}" y2="${middle}"/></svg>`
}

/** Units that can be compared: whatever is done once for a message, delivery or request is of one kind. */
function kindOf({ unit }: CostMeaning): string {
  const apart = [
    'µs per connect',
    'µs per KiB',
    'µs per second',
    'µs per connection and second',
    'µs per wake-up after 1 s',
    'µs per delivery at 1 a second',
  ]
  return apart.includes(unit) ? unit : 'operation'
}
