import { median } from 'simple-statistics'
import type { Metric, PracticalLimit } from '../metric.ts'
import type { LocationEstimate } from '../statistics/location-estimate.ts'
import { rankSum } from '../statistics/rank-sum.ts'
import { signedRank } from '../statistics/signed-rank.ts'
import type { Effect } from './comparison.ts'

/** The values of a metric in both trials of a pair, in the metric's unit. */
export interface ValuePair {
  readonly base: number
  readonly head: number
}

/** The terms in which values are subtracted, and how the result is told. */
interface Terms {
  readonly kind: Effect['kind']
  readonly limit: number
  readonly of: (value: number) => number
  readonly tell: (difference: number) => number
}

/**
 * How a metric changed between trials that were run apart: `rankSum` of both sides.
 *
 * With a relative limit, logarithms are compared: the estimate is a ratio of medians less one, and a limit of 5 % is
 * symmetrical, x 1.05 and / 1.05 (-4.8 %). Where a value is zero or less and has none, differences are told as shares of
 * base's median; where that is zero itself, as amounts, and the limit, a share of nothing, is zero. With an
 * absolute limit, differences are told in the metric's unit.
 *
 * Throws a `RangeError` where a side has no value, or one that is not finite; it names the metric.
 */
export function independentEffect(
  metric: Metric,
  base: readonly number[],
  head: readonly number[],
  limit: PracticalLimit,
  confidence: number,
): Effect {
  requireFinite(metric, base, head)
  const terms = termsOf(base, head, limit)
  return effectOf(rankSum(base.map(terms.of), head.map(terms.of), confidence), terms)
}

/**
 * How a metric changed between the two trials of pairs that were run together: `signedRank` of what each pair differs by,
 * in the same terms as {@link independentEffect}. Throws as that does.
 */
export function pairedEffect(
  metric: Metric,
  pairs: readonly ValuePair[],
  limit: PracticalLimit,
  confidence: number,
): Effect {
  const base = pairs.map((pair) => pair.base)
  const head = pairs.map((pair) => pair.head)
  requireFinite(metric, base, head)
  const terms = termsOf(base, head, limit)
  const differences = pairs.map((pair) => terms.of(pair.head) - terms.of(pair.base))
  return effectOf(signedRank(differences, confidence), terms)
}

function termsOf(base: readonly number[], head: readonly number[], limit: PracticalLimit): Terms {
  if ('absolute' in limit) return { kind: 'absolute', limit: limit.absolute, of: itself, tell: itself }
  const { relative } = limit
  if ([...base, ...head].every((value) => value > 0)) {
    return { kind: 'relative', limit: relative, of: Math.log, tell: Math.expm1 }
  }
  const share = Math.abs(median([...base]))
  if (share === 0) return { kind: 'absolute', limit: 0, of: itself, tell: itself }
  return { kind: 'relative', limit: relative, of: itself, tell: (difference) => difference / share }
}

function effectOf({ estimate, low, high, confidence, p }: LocationEstimate, { kind, limit, tell }: Terms): Effect {
  return { kind, estimate: tell(estimate), low: bound(low, tell), high: bound(high, tell), limit, confidence, p }
}

/** JSON knows no infinity. */
function bound(end: number, tell: Terms['tell']): number | null {
  return Number.isFinite(end) ? tell(end) : null
}

function itself(value: number): number {
  return value
}

function requireFinite({ id }: Metric, base: readonly number[], head: readonly number[]): void {
  if (base.length > 0 && head.length > 0 && [...base, ...head].every(Number.isFinite)) return
  throw new RangeError(`${id} needs finite values on both sides; got [${base.join(', ')}] and [${head.join(', ')}]`)
}
