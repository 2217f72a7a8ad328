/** A median and an interval for it, in the unit of the values. */
export interface MedianInterval {
  readonly median: number
  readonly low: number
  readonly high: number
  /** How many values there were. */
  readonly n: number
  /** The probability, at least, with which `low` to `high` holds the true median; 0 for a single value. */
  readonly coverage: number
}

/** The coverage that an interval aims at; where there are too few values for it, it is as wide as they are. */
export const aimedCoverage = 0.95

/** The most values that a median interval is told for: with more, the binomial probabilities would be too small for a double. */
export const mostValues = 1000

/**
 * The median of independent values and its distribution-free interval between two order statistics.
 *
 * Of n values in order, the k-th smallest and the k-th largest enclose the true median of any continuous
 * distribution with probability 1 - 2 P(B <= k - 1), where B is binomial (n, 1/2) (H. A. David and
 * H. N. Nagaraja, Order Statistics, 3rd ed., section 7.1). The narrowest such interval that reaches
 * {@link aimedCoverage} is taken; with fewer than 6 values there is none, and it is minimum to maximum.
 *
 * Throws a `RangeError` where there is no value, one that is not finite, or more than 1,000.
 */
export function medianInterval(values: readonly number[]): MedianInterval {
  const n = values.length
  if (n === 0 || n > mostValues || !values.every(Number.isFinite)) {
    throw new RangeError(
      `a median needs 1 to ${mostValues} values, all of them finite; got ${n}: [${values.slice(0, 9).join(', ')}]`,
    )
  }
  const sorted = values.toSorted((a, b) => a - b)
  const at = (rank: number) => sorted[rank] ?? Number.NaN
  const { cut, coverage } = narrowestCut(n)
  const median = n % 2 === 1 ? at((n - 1) / 2) : (at(n / 2 - 1) + at(n / 2)) / 2
  return { median, low: at(cut), high: at(n - 1 - cut), n, coverage }
}

/** How many values to leave out at each end, and the coverage of what remains. */
function narrowestCut(n: number): { cut: number; coverage: number } {
  let term = 2 ** -n
  let coverage = 1 - 2 * term
  let cut = 0
  while (cut < (n - 1) / 2) {
    term *= (n - cut) / (cut + 1)
    const narrower = coverage - 2 * term
    if (narrower < aimedCoverage) break
    coverage = narrower
    cut++
  }
  return { cut, coverage }
}
