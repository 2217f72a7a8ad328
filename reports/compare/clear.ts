import type { Effect, Verdict } from './comparison.ts'
import { weigh } from './verdict.ts'

/**
 * Whether more pairs would hardly change what is said of a metric: it is better, or no change beyond the practical limit is
 * compatible with its interval.
 */
export function isClear({ effect, verdict }: { readonly effect: Effect; readonly verdict: Verdict }): boolean {
  const { low, high, limit } = effect
  if (verdict === 'better') return true
  if (low === null || high === null) return false
  if (limit === 0) return low === 0 && high === 0
  const furthest = weigh(effect, limit)
  return Math.abs(weigh(effect, low)) < furthest && Math.abs(weigh(effect, high)) < furthest
}
