import type { Histogram } from 'hdr-histogram-js'
import { percentileOf } from '../../histogram.ts'
import { formatNumber } from '../../render/number-format.ts'

/** A percentile to draw: where it stands on the tail axis, and what it is called. */
export interface TailPoint {
  /** In percent, 0 to below 100. */
  readonly percentile: number
  /** Decades into the tail: 0 is the fastest, 1 is 90 %, 2 is 99 %, 3 is 99.9 %. */
  readonly position: number
  readonly name: string
}

/** Of ten samples, how many are slower: the steps of one decade. */
const slowerOfTen = [10, 8, 6, 5, 4, 3, 2, 1.5]

/** Beyond 99.9999 % nothing is drawn: it takes more than a million samples to have one there. */
const mostDecades = 6

const tailPoints: readonly TailPoint[] = Array.from({ length: mostDecades }, (_, decade) =>
  slowerOfTen.map((slower) => {
    const percentile = 100 - slower * 10 ** (1 - decade)
    return { percentile, position: decade - Math.log10(slower / 10), name: percentileName(percentile) }
  }),
).flat()

/** Round percentiles from the fastest into the tail, until none of a number of samples is slower. */
export function tailPointsOf(samples: number): readonly TailPoint[] {
  if (samples === 0) return []
  const last = tailPoints.findIndex(({ position }) => 10 ** position > samples * (1 + 1e-9))
  return last === -1 ? tailPoints : tailPoints.slice(0, last + 1)
}

/** The duration, in milliseconds, at each point up to the one that is the slowest sample already; there it ends. */
export function curveOf(histogram: Histogram, points: readonly TailPoint[]): number[] {
  const own = points.slice(0, tailPointsOf(histogram.totalCount).length)
  // A histogram keeps 3 digits, so the fourth is the last that says anything.
  return own.map(({ percentile }) => Number((percentileOf(histogram, percentile) ?? 0).toPrecision(4)))
}

/** A tick per decade and one at the median. */
export function tailTicks(points: readonly TailPoint[]): [number, string][] {
  const end = points.at(-1)?.position ?? 0
  const decades = Array.from({ length: mostDecades }, (_, decade) => decade + 1)
  const ticks = [Math.log10(2), ...decades].filter((position) => position <= end)
  return ticks.map((position) => [position, percentileName(100 - 100 * 10 ** -position)])
}

function percentileName(percentile: number): string {
  const decimals = Math.max(0, Math.ceil(-Math.log10(100 - percentile) + 1e-9)) + (percentile > 90 ? 1 : 0)
  const text = formatNumber(percentile, decimals)
  return `${text.includes('.') ? text.replace(/\.?0+$/, '') : text} %`
}
