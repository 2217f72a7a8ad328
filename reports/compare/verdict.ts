import type { Effect, Verdict } from './comparison.ts'
import { limitText, sizeText } from './effect-text.ts'

/** What is said of an effect, and why where that is not plain from its figures. */
export interface Judgement {
  readonly verdict: Verdict
  /** One sentence without its full stop; only with `unknown`. */
  readonly reason?: string
}

/** From the worst on. */
const order: readonly Verdict[] = ['worse', 'unknown', 'incomparable', 'better', 'same']

/**
 * Says what an effect means. A change is `worse` or `better` only if its interval excludes no change, its estimate is beyond
 * the practical limit, and `p` after Holm's correction, where the effect has one, is at most 1 - confidence. Otherwise it is
 * `same` if the estimate is within the limit and the interval reaches no further to either side of its middle than the
 * limit, so that a change of that size would have been seen; otherwise `unknown`. A limit of 0 lets nothing pass: `same` then
 * takes an interval that is nothing but 0. Relative changes are judged by their logarithms, so that x 1.05 weighs
 * as much as / 1.05.
 */
export function verdictOf(effect: Effect, better: 'lower' | 'higher'): Judgement {
  const { estimate, low, high, limit, confidence, adjustedP } = effect
  if (low === null || high === null) {
    return { verdict: 'unknown', reason: 'there are too few trials to tell how far it may have changed' }
  }
  const isBeyond = Math.abs(weigh(effect, estimate)) > weigh(effect, limit)
  const excludesNone = low > 0 || high < 0
  if (isBeyond && excludesNone) {
    if (adjustedP === undefined || adjustedP <= 1 - confidence) {
      return { verdict: estimate > 0 === (better === 'lower') ? 'worse' : 'better' }
    }
    const [alone, among] = [sizeText(effect.p), sizeText(adjustedP)]
    return {
      verdict: 'unknown',
      reason: `significant alone (p=${alone}), but not among all gated metrics (p=${among})`,
    }
  }
  const reach = reachOf(effect, low, high)
  if (reach > weigh(effect, limit)) return { verdict: 'unknown', reason: tooWide(effect, reach) }
  if (isBeyond) return { verdict: 'unknown', reason: 'the estimate is beyond the limit, but no change is not excluded' }
  return { verdict: 'same' }
}

/** The worst of several verdicts: worse, then unknown, incomparable, better, same; `unknown` if there is none. */
export function worstVerdict(verdicts: Iterable<Verdict>): Verdict {
  const given = new Set(verdicts)
  return order.find((verdict) => given.has(verdict)) ?? 'unknown'
}

/** Half of the width of an interval, as the limit is weighed: by logarithms where it is relative. */
export function reachOf(effect: Effect, low: number, high: number): number {
  return (weigh(effect, high) - weigh(effect, low)) / 2
}

/** How much a change weighs: a relative one by its logarithm, -100 % and less without end. */
export function weigh({ kind }: Effect, change: number): number {
  return kind === 'relative' ? Math.log1p(Math.max(-1, change)) : change
}

function tooWide({ kind, limit }: Effect, reach: number): string {
  if (limit === 0) return 'the interval holds changes as well as none, and any change counts'
  const width = limitText(kind, kind === 'relative' ? Math.expm1(reach) : reach)
  return `the interval reaches ${width} to either side, further than the limit of ${limitText(kind, limit)}`
}
