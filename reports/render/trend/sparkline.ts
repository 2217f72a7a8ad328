import type { Metric } from '../../metric.ts'

const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const
const absent = '·'

/**
 * Draws values as a row of blocks, one for each, from the least to the greatest; a point for a value that is absent. Where all
 * lie within `least` of each other, the row is drawn as if they filled no more of it than that, so that noise looks
 * like a line and not like mountains.
 */
export function sparkline(values: readonly (number | null)[], least: number): string {
  const known = values.filter((value) => value !== null)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const span = Math.max(high - low, least)
  const middle = (low + high) / 2
  return values.map((value) => (value === null ? absent : blockOf(span === 0 ? 0 : (value - middle) / span))).join('')
}

/** The block for a place from -0.5, at the bottom, to 0.5. */
function blockOf(place: number): string {
  // The ends may come out a rounding error beyond.
  const at = Math.min(blocks.length - 1, Math.max(0, Math.floor((place + 0.5) * blocks.length)))
  return blocks[at] ?? absent
}

/** The least span of a metric's values for {@link sparkline}: a change of the practical limit fills the row, a lesser one a part. */
export function leastSpan({ practicalLimit }: Metric, values: readonly (number | null)[]): number {
  if ('absolute' in practicalLimit) return practicalLimit.absolute
  const first = values.find((value) => value !== null) ?? 0
  return Math.abs(first) * practicalLimit.relative
}
