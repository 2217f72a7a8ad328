import type { Series } from '../../../load/trial-result.ts'
import { medianInterval } from '../../statistics/median-interval.ts'
import type { Unit } from '../../metric.ts'
import { scaleOf, type Scale } from '../../render/number-format.ts'
import { markup, type Markup } from '../markup.ts'
import type { ChartLine } from './chart-spec.ts'
import type { DataCell } from './data-table.ts'
import { plotFigure, type FigureText } from './figure.ts'
import { courseOf, stepOf, type Moment } from './course.ts'

/** Up to this many points each is marked: a line alone would suggest more. */
const fewPoints = 12
/** With more lines than this, bands would hide each other. */
const mostBands = 3

/** One value over time, in the trials that count. */
export interface Course {
  readonly label: string
  readonly color: number
  readonly dash: number
  /** One per trial. */
  readonly series: readonly Series[]
}

/** What all lines of a figure over time have in common. */
export interface TimeText extends FigureText {
  readonly unit: Unit
  /** What the axis measures: "gateway CPU". */
  readonly axis: string
}

/**
 * Values over the window: for each second the median over trials as a line, and the lowest to the highest as a band.
 * Nothing where no line has two points: a single second shows no course.
 */
export function timeFigure(text: TimeText, courses: readonly Course[]): Markup | undefined {
  const step = stepOf(courses.flatMap(({ series }) => series))
  const moments = courses.map(({ series }) => courseOf(series, step))
  const seconds = [...new Set(moments.flatMap((course) => [...course.keys()]))].sort((a, b) => a - b)
  if (!moments.some((course) => course.size > 1)) return undefined
  const all = moments.flatMap((course) => [...course.values()].flat())
  const scale = scaleOf(text.unit, all)
  const summaries = moments.map((course) => seconds.map((second) => summaryOf(course.get(second), scale)))
  const hasBands = courses.length <= mostBands && courses.some(({ series }) => series.length > 1)
  const spec = {
    names: seconds.map((second) => `${second} s`),
    x: seconds,
    xLabel: 'seconds after the window opened',
    xTicks: [],
    yLabel: [text.axis, scale.label].filter((word) => word !== '').join(', '),
    unit: scale.label,
    yScale: 'linear' as const,
    hasPoints: seconds.length <= fewPoints,
    lines: courses.map(({ label, color, dash }, at): ChartLine => {
      return { label, color, dash, isFaint: false, values: (summaries[at] ?? []).map((one) => one?.median ?? null) }
    }),
    bands: hasBands
      ? courses.map(({ color }, at) => ({
          color,
          low: (summaries[at] ?? []).map((one) => one?.low ?? null),
          high: (summaries[at] ?? []).map((one) => one?.high ?? null),
        }))
      : [],
  }
  const coarse = step === 1 ? '' : ` One point stands for ${step} seconds.`
  const caption = markup`${text.caption}${hasBands ? ' The band reaches from the lowest to the highest trial.' : ''}${coarse}`
  return plotFigure({ ...text, caption }, spec, {
    caption: `${text.title}: median (lowest-highest) over trials, ${scale.label}`,
    columns: ['Second', ...courses.map(({ label }) => label)],
    rows: seconds.map((second, row) => ({
      heading: { text: String(second), value: second },
      cells: summaries.map((summary) => cellOf(summary[row])),
    })),
  })
}

function summaryOf(values: Moment | undefined, scale: Scale) {
  if (values === undefined) return undefined
  const sorted = values.map((value) => round(value * scale.factor)).sort((a, b) => a - b)
  const median = medianOf(sorted)
  return { median, low: sorted[0] ?? median, high: sorted.at(-1) ?? median }
}

/** Of sorted values; many trials over long steps may be more than {@link medianInterval} takes. */
function medianOf(sorted: readonly number[]): number {
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1)
  return medianInterval(middle).median
}

function cellOf(summary: ReturnType<typeof summaryOf>): DataCell {
  if (summary === undefined) return { text: '-' }
  const { median, low, high } = summary
  return { text: String(median), ends: low === high ? undefined : [low, high] }
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}
