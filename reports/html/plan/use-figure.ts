import type { Plan, Use } from '../../plan/plan.ts'
import { isTooMuch } from '../../plan/judgement.ts'
import { useCaption, useRows, type UseRow } from '../../plan/text/use-rows.ts'
import { figureOf } from '../figures/figure.ts'
import { markup, type Markup } from '../markup.ts'

const rowHeight = 50
const barTop = 24
const barHeight = 18
const axisHeight = 26
/** A bar that is longer than this many times what is allowed says no more than that. */
const longest = 2

/** How much of what is allowed each resource is used, as bars on one axis with the limit drawn in, the scarcest first. */
export function useFigure(plan: Plan): Markup {
  const rows = useRows(plan)
  const end = Math.min(longest, Math.max(1, ...rows.map(({ use }) => use.share ?? longest)) * 1.04)
  const height = rows.length * rowHeight + axisHeight
  const limit = percent(1, end)
  const drawing = markup`<svg class="stages" width="100%" height="${height}" role="img" aria-label="Used of what is allowed: bars of the data below">
<line class="grid" x1="0" x2="0" y1="0" y2="${height - axisHeight}"/><line class="grid" x1="${percent(0.5, end)}" x2="${percent(0.5, end)}" y1="0" y2="${height - axisHeight}"/>
${rows.map((row, at) => barOf(row, endsOf(plan, row.use), at * rowHeight, end))}
<line class="stroke-4 dash-2" stroke-width="2" x1="${limit}" x2="${limit}" y1="0" y2="${height - axisHeight}"/>
<text class="tick" x="0" y="${height - 8}">0</text><text class="tick" x="${percent(0.5, end)}" y="${height - 8}" text-anchor="middle">50 %</text><text class="tick" x="${limit}" y="${height - 8}" text-anchor="end">allowed</text>
</svg>`
  const text = {
    id: 'uses',
    title: 'Used of what is allowed',
    caption: `${useCaption(plan)} The thin line is where it ends if all costs are at the low, or the high, end of their intervals.`,
  }
  return figureOf(text, drawing, {
    caption: 'Used of what is allowed',
    columns: ['Resource', 'Used', 'Between', 'Allowed', 'Share'],
    rows: rows.map(({ use, label, value, interval, limit: allowed, share }) => ({
      heading: { text: label },
      cells: [
        { text: value, value: use.value ?? '' },
        { text: interval },
        { text: allowed, value: use.limit },
        { text: share, value: use.share ?? '' },
      ],
    })),
  })
}

function barOf({ use, label, value, limit, share }: UseRow, ends: readonly number[], y: number, end: number): Markup {
  const color = isTooMuch(use) ? 2 : 1
  const words = `${label}: ${value} of ${limit}, ${share}${isTooMuch(use) ? ', too much' : ''}`
  const middle = y + barTop + barHeight / 2
  const [low, high] = ends
  const whisker =
    low === undefined || high === undefined || low === high
      ? undefined
      : markup`<line class="stroke-6" stroke-width="2" x1="${percent(low, end)}" x2="${percent(high, end)}" y1="${middle}" y2="${middle}"/>`
  return markup`<g data-resource="${use.resource}"><title>${words}</title><text class="bar-label" x="0" y="${y + 16}">${label}<tspan class="bar-total" dx="10">${value} of ${limit}${isTooMuch(use) ? ', too much' : ''}</tspan></text><rect class="part fill-${color}" x="0" y="${y + barTop}" width="${percent(use.share ?? longest, end)}" height="${barHeight}"/>${whisker}</g>
`
}

/** The shares at both ends of the costs. */
function endsOf({ ends }: Plan, { resource }: Use): number[] {
  return [ends.low, ends.high].map((uses) => uses.find((one) => one.resource === resource)?.share ?? longest)
}

/** Lengths are shares of the width, so that text keeps its size on a narrow page. */
function percent(share: number, end: number): string {
  return `${((Math.min(share, end) / end) * 100).toFixed(3)}%`
}
