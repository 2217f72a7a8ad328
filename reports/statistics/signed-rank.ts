import { enclose } from './contrasts.ts'
import type { LocationEstimate } from './location-estimate.ts'
import { normalProbability, normalQuantile } from './normal-distribution.ts'
import { doubledRanks, tieTerm } from './ranks.ts'
import { signedRankDistribution, signFlipDistribution } from './sign-flip-distribution.ts'
import { criticalRank, twoSided } from './tail.ts'

/** Up to so many differences the distribution is exact; with ties it depends on them and is worked out each time. */
const mostExact = 200
const mostExactWithTies = 60

/**
 * Where differences of pairs lie: Wilcoxon's signed-rank test, the Hodges-Lehmann estimate (median of the Walsh averages
 * (a + b) / 2 of all pairs of differences) and the interval between two of these averages in order, as R's
 * `wilcox.test(differences, conf.int = TRUE)` has them (M. Hollander, D. A. Wolfe and E. Chicken, Nonparametric
 * Statistical Methods, 3rd ed., sections 3.1 to 3.3).
 *
 * It assumes that the differences are independent and, if nothing changed, symmetrical about zero; that holds for
 * two trials that are exchangeable. It assumes no normal distribution, and outliers move it little.
 *
 * - Ties: `p` is that of all ways to give the differences their signs, their ranks (means for ties) being what they are, where R
 *   takes the normal approximation; that is taken beyond 60 differences, 200 without ties, with R's corrections.
 * - Zeros are left out of `p`, as Wilcoxon and R do, but stay among the averages: an interval that
 *   excludes zero despite them says more than `p` does. For tied values the interval is conservative.
 * - All zero: the estimate and the interval are 0 and `p` is 1, however few there are.
 *
 * Throws a `RangeError` where there is no difference, or one that is not finite.
 */
export function signedRank(differences: readonly number[], confidence: number): LocationEstimate {
  if (differences.length === 0 || !differences.every(Number.isFinite)) {
    throw new RangeError(`a signed-rank test needs finite differences; got [${differences.slice(0, 9).join(', ')}]`)
  }
  const others = differences.filter((difference) => difference !== 0)
  if (others.length === 0) return { estimate: 0, low: 0, high: 0, confidence, p: 1, exact: true }
  const rank = cutOf(differences.length, 1 - confidence)
  return { ...enclose(walshAverages(differences), rank), confidence, ...significance(others) }
}

/** The mean of every two differences, and every difference itself. */
function walshAverages(differences: readonly number[]): number[] {
  const averages: number[] = []
  differences.forEach((a, at) => {
    for (let other = 0; other <= at; other++) averages.push((a + (differences[other] ?? 0)) / 2)
  })
  return averages
}

function cutOf(n: number, alpha: number): number {
  if (n <= mostExact) return criticalRank(signedRankDistribution(n), alpha)
  const mean = (n * (n + 1)) / 4
  const deviation = Math.sqrt((mean * (2 * n + 1)) / 6)
  return Math.floor(mean + normalQuantile(alpha / 2) * deviation + 0.5)
}

function significance(differences: readonly number[]): { p: number; exact: boolean } {
  const n = differences.length
  const { ranks, ties } = doubledRanks(differences.map(Math.abs))
  const positive = ranks.reduce((sum, rank, at) => sum + ((differences[at] ?? 0) > 0 ? rank : 0), 0)
  const smaller = Math.min(positive, n * (n + 1) - positive)
  if (ties.length === 0 && n <= mostExact) {
    return { p: twoSided(signedRankDistribution(n), smaller / 2), exact: true }
  }
  if (n <= mostExactWithTies) return { p: twoSided(signFlipDistribution(ranks), smaller), exact: true }
  const mean = (n * (n + 1)) / 4
  const deviation = Math.sqrt((mean * (2 * n + 1)) / 6 - tieTerm(ties) / 48)
  const z = Math.min(0, (smaller / 2 - mean + 0.5) / deviation)
  return { p: Math.min(1, 2 * normalProbability(z)), exact: false }
}
