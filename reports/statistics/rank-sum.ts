import { enclose } from './contrasts.ts'
import type { LocationEstimate } from './location-estimate.ts'
import { normalProbability, normalQuantile } from './normal-distribution.ts'
import { drawDistribution, rankSumDistribution } from './rank-sum-distribution.ts'
import { doubledRanks, tieTerm } from './ranks.ts'
import { criticalRank } from './tail.ts'

/** Up to so many pairs of values the distribution is exact: 50 and 50 values as in R, 20 and 20 where there are ties. */
const mostExact = 2500
const mostExactWithTies = 400

/**
 * How far head lies from base, two independent samples: the rank-sum test of Wilcoxon, Mann and Whitney, the
 * Hodges-Lehmann estimate (median of all differences head - base) and the interval between two of these differences in
 * order, as R's `wilcox.test(head, base, conf.int = TRUE)` has them (M. Hollander, D. A. Wolfe and E. Chicken,
 * Nonparametric Statistical Methods, 3rd ed., sections 4.1 to 4.3).
 *
 * It assumes independent values and, for the interval, that head is base shifted. It assumes no
 * normal distribution, and outliers move it little.
 *
 * - Ties: `p` is that of all ways to divide the values between base and head, their ranks (means for ties) being what they
 *   are, where R takes the normal approximation; that is taken beyond 400 pairs of values, 2,500 without ties, with
 *   R's corrections. Two-sided is twice the smaller tail. For tied values the interval is conservative.
 * - All values equal: the estimate and the interval are 0 and `p` is 1, however few there are.
 *
 * Throws a `RangeError` where a side has no value, or one that is not finite.
 */
export function rankSum(base: readonly number[], head: readonly number[], confidence: number): LocationEstimate {
  const both = [...base, ...head]
  if (base.length === 0 || head.length === 0 || !both.every(Number.isFinite)) {
    throw new RangeError(`a rank-sum test needs finite values on both sides; got [${both.slice(0, 9).join(', ')}]`)
  }
  if (both.every((value) => value === both[0])) return { estimate: 0, low: 0, high: 0, confidence, p: 1, exact: true }
  const differences = head.flatMap((to) => base.map((from) => to - from))
  const rank = cutOf(base.length, head.length, 1 - confidence)
  return { ...enclose(differences, rank), confidence, ...significance(both, base.length) }
}

function cutOf(base: number, head: number, alpha: number): number {
  const size = Math.min(base, head)
  const total = base + head
  if (base * head <= mostExact) return criticalRank(rankSumDistribution(size, total).cumulative, alpha)
  const mean = (base * head) / 2
  const deviation = Math.sqrt((mean * (total + 1)) / 6)
  return Math.floor(mean + normalQuantile(alpha / 2) * deviation + 0.5)
}

function significance(both: readonly number[], baseSize: number): { p: number; exact: boolean } {
  const total = both.length
  const headSize = total - baseSize
  const pairs = baseSize * headSize
  const { ranks, ties } = doubledRanks(both)
  const size = Math.min(baseSize, headSize)
  const smallerSide = size === baseSize ? ranks.slice(0, baseSize) : ranks.slice(baseSize)
  const sum = smallerSide.reduce((so, rank) => so + rank, 0)
  if (ties.length === 0 && pairs <= mostExact) {
    const { least, cumulative } = rankSumDistribution(size, total)
    return { p: smallerTailTwice(cumulative, sum / 2 - least), exact: true }
  }
  if (pairs <= mostExactWithTies) {
    const { least, cumulative } = drawDistribution(ranks, size)
    return { p: smallerTailTwice(cumulative, sum - least), exact: true }
  }
  const deviation = Math.sqrt((pairs / 12) * (total + 1 - tieTerm(ties) / (total * (total - 1))))
  const distance = Math.abs(sum / 2 - (size * (total + 1)) / 2)
  const z = Math.min(0, (0.5 - distance) / deviation)
  return { p: Math.min(1, 2 * normalProbability(z)), exact: false }
}

function smallerTailTwice(cumulative: Float64Array, at: number): number {
  const lower = cumulative[at] ?? 1
  const upper = 1 - (cumulative[at - 1] ?? 0)
  return Math.min(1, 2 * lower, 2 * upper)
}
