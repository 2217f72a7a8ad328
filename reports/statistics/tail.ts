/** The lower half of a symmetrical discrete distribution on 0, 1, 2, ...: entry k is the probability of at most k. */
export type LowerTail = Float64Array

/** What a rounding error may add to a probability that is meant to be equal to a limit. */
const tolerance = 1 + 1e-9

/**
 * The largest `rank` for which a value below it has at most the probability `alpha / 2`: so many contrasts are cut off at
 * each end of an interval, less one. 0 where not even the least value is so improbable.
 */
export function criticalRank(tail: LowerTail, alpha: number): number {
  const limit = (alpha / 2) * tolerance
  let [from, to] = [0, tail.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((tail[middle] ?? 1) <= limit) from = middle + 1
    else to = middle
  }
  return from
}

/** The probability, at most 1, of a value at least as far from the middle as `smaller`, which lies below it. */
export function twoSided(tail: LowerTail, smaller: number): number {
  return Math.min(1, 2 * (tail[Math.min(smaller, tail.length - 1)] ?? 1))
}
