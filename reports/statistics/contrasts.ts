import { quickselect } from 'simple-statistics'

/** The middle of a set of contrasts, and its ends after some were cut off. */
export interface Enclosure {
  readonly estimate: number
  readonly low: number
  readonly high: number
}

/**
 * The median of contrasts (Walsh averages, or pairwise differences), and the `rank`-th smallest and `rank`-th largest of
 * them; without bounds where `rank` is below 1. Selection instead of sorting, since there are about n² / 2 of them:
 * `quickselect` of simple-statistics is Floyd and Rivest's algorithm (CACM 18, 1975). Reorders the array it is given.
 */
export function enclose(contrasts: number[], rank: number): Enclosure {
  const last = contrasts.length - 1
  const below = Math.floor(last / 2)
  const above = Math.ceil(last / 2)
  quickselect(contrasts, below)
  let next = contrasts[below] ?? Number.NaN
  // All that lies right of the place selected is not smaller, so the least of it is the next in order.
  if (above > below) next = least(contrasts, above)
  const estimate = ((contrasts[below] ?? Number.NaN) + next) / 2
  if (rank < 1) return { estimate, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
  const lowest = Math.min(rank - 1, below)
  const highest = last - lowest
  if (lowest < below) quickselect(contrasts, lowest, 0, below - 1)
  if (highest > below) quickselect(contrasts, highest, below + 1, last)
  return { estimate, low: contrasts[lowest] ?? Number.NaN, high: contrasts[highest] ?? Number.NaN }
}

function least(values: readonly number[], from: number): number {
  let smallest = Number.POSITIVE_INFINITY
  for (let at = from; at < values.length; at++) smallest = Math.min(smallest, values[at] ?? smallest)
  return smallest
}
