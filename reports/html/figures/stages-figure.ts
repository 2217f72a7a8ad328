import { decimalsOf, formatNumber } from '../../render/number-format.ts'
import { markup, type Markup } from '../markup.ts'
import { figureOf, type FigureText } from './figure.ts'

/** One bar: what it is, and how long each stage took; stages without a figure are left out. */
export interface StackedBar {
  readonly label: string
  readonly stages: readonly { readonly name: string; readonly ms: number }[]
}

const barHeight = 20
const rowHeight = 54
const axisHeight = 28

/** Stages one after the other as stacked bars on one axis in milliseconds, one bar per label. */
export function stagesFigure(text: FigureText, bars: readonly StackedBar[], stages: readonly string[]): Markup {
  const longest = Math.max(...bars.map(totalOf))
  const axis = axisOf(longest)
  const height = bars.length * rowHeight + axisHeight
  const drawing = markup`<svg class="stages" width="100%" height="${height}" role="img" aria-label="${text.title}: stacked bars of the data below">
${axis.ticks.map((tick) => tickOf(tick, axis.end, height))}
${bars.map((bar, at) => barOf(bar, at * rowHeight, axis.end, stages))}
</svg>
<ul class="legend">${stages.map((name, at) => markup`<li><svg class="swatch" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><rect class="fill-${at + 1}" width="12" height="12" rx="2"/></svg>${name}</li>`)}</ul>`
  return figureOf(text, drawing, {
    caption: `${text.title}, in milliseconds`,
    columns: ['Target', ...stages],
    rows: bars.map((bar) => ({
      heading: { text: bar.label },
      cells: stages.map((stage) => {
        const ms = bar.stages.find(({ name }) => name === stage)?.ms
        return ms === undefined ? { text: '-' } : { text: print(ms), value: ms }
      }),
    })),
  })
}

function barOf(bar: StackedBar, y: number, end: number, stages: readonly string[]): Markup {
  let from = 0
  const parts = bar.stages.map(({ name, ms }) => {
    const x = percent(from, end)
    from += ms
    return markup`<rect class="part fill-${stages.indexOf(name) + 1}" x="${x}" y="${y + 26}" width="${percent(ms, end)}" height="${barHeight}"><title>${bar.label}: ${name} ${print(ms)} ms</title></rect>`
  })
  return markup`<text class="bar-label" x="0" y="${y + 18}">${bar.label}<tspan class="bar-total" dx="10">${print(totalOf(bar))} ms</tspan></text>${parts}\n`
}

function tickOf(tick: number, end: number, height: number): Markup {
  const x = percent(tick, end)
  const anchor = tick === 0 ? 'start' : tick === end ? 'end' : 'middle'
  return markup`<line class="grid" x1="${x}" x2="${x}" y1="0" y2="${height - axisHeight}"/><text class="tick" x="${x}" y="${height - 8}" text-anchor="${anchor}">${formatNumber(tick, decimalsOf(tick, 2))} ms</text>\n`
}

/** Round ticks from 0 to the first one that is not below the longest bar. */
function axisOf(longest: number): { end: number; ticks: number[] } {
  const rough = Math.max(longest, 0.001) / 4
  const unit = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * unit).find((candidate) => candidate >= rough) ?? rough
  const count = Math.ceil(longest / step - 1e-9)
  const ticks = Array.from({ length: Math.max(1, count) + 1 }, (_, at) => Number((at * step).toPrecision(6)))
  return { end: ticks.at(-1) ?? 1, ticks }
}

/** Lengths are shares of the width, so that text keeps its size on a narrow page. */
function percent(ms: number, end: number): string {
  return `${((ms / end) * 100).toFixed(3)}%`
}

function totalOf({ stages }: StackedBar): number {
  return stages.reduce((sum, { ms }) => sum + ms, 0)
}

function print(ms: number): string {
  return formatNumber(ms, decimalsOf(ms, 3))
}
