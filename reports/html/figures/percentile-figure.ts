import type { Histogram } from 'hdr-histogram-js'
import { decodeHistogram, mergeHistograms } from '../../histogram.ts'
import { markup, type Markup } from '../markup.ts'
import { cycle, type ChartLine } from './chart-spec.ts'
import { plotFigure, type FigureText } from './figure.ts'
import { curveOf, tailPointsOf, tailTicks, type TailPoint } from './percentile-curve.ts'

/** Beyond this ratio of the slowest to the median, a linear axis would press the median to the ground. */
const widestLinear = 20

/** What one curve shows: the histograms of the trials that count, encoded. */
export interface Distribution {
  readonly label: string
  readonly histograms: readonly string[]
}

/**
 * One curve per distribution over a logarithmic tail: the merged histograms of its trials, and each trial faintly behind.
 * A sentence instead, where a histogram cannot be read; nothing where there is no sample.
 */
export function percentileFigure(text: FigureText, distributions: readonly Distribution[]): Markup | undefined {
  try {
    return drawn(text, distributions)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return markup`<p class="hint">${text.title}: the curve cannot be drawn, because a histogram of the report is damaged.</p>`
  }
}

function drawn(text: FigureText, distributions: readonly Distribution[]): Markup | undefined {
  const merged = distributions.map(({ label, histograms }) => ({
    label,
    whole: mergeHistograms(histograms),
    trials: histograms.length > 1 ? histograms.map(decodeHistogram) : [],
  }))
  const points = tailPointsOf(Math.max(0, ...merged.map(({ whole }) => whole.totalCount)))
  if (points.length === 0) return undefined
  const lines = merged.flatMap(({ label, whole, trials }, at) => [
    ...trials.map((trial) => lineOf('', trial, at, points)),
    lineOf(label, whole, at, points),
  ])
  const named = lines.filter(({ isFaint }) => !isFaint)
  const spec = {
    names: points.map(({ name }) => name),
    x: points.map(({ position }) => Number(position.toFixed(3))),
    xLabel: 'share of samples that were at most as slow',
    xTicks: tailTicks(points),
    yLabel: 'milliseconds',
    unit: 'ms',
    yScale: merged.some(({ whole }) => isSteep(whole)) ? ('log' as const) : ('linear' as const),
    hasPoints: false,
    lines,
    bands: [],
  }
  const log = spec.yScale === 'log' ? ' Both axes are logarithmic.' : ''
  const caption = markup`${text.caption}${log}`
  return plotFigure({ ...text, caption }, spec, {
    caption: `${text.title}, in milliseconds`,
    columns: ['At most as slow', ...named.map(({ label }) => label)],
    rows: points.map(({ name, percentile }, at) => ({
      heading: { text: name, value: Number(percentile.toFixed(6)) },
      cells: named.map(({ values }) => cellOf(values[at] ?? null)),
    })),
  })
}

function lineOf(label: string, histogram: Histogram, at: number, points: readonly TailPoint[]): ChartLine {
  const values = curveOf(histogram, points)
  const isFaint = label === ''
  return { label, color: cycle(at), dash: cycle(at), values: isFaint ? values.map(coarse) : values, isFaint }
}

function isSteep(histogram: Histogram): boolean {
  return histogram.totalCount > 0 && histogram.maxValue > widestLinear * histogram.getValueAtPercentile(50)
}

function cellOf(value: number | null) {
  return { text: value === null ? '-' : String(value) }
}

/** What nobody reads off needs fewer digits: the faint curves are most of a page's charts. */
function coarse(value: number): number {
  return Number(value.toPrecision(3))
}
