import type { Effect } from './comparison.ts'
import { reachOf, verdictOf, weigh, type Judgement } from './verdict.ts'
import { commandName } from '../program-name.ts'

/** How much was measured to judge an effect by. */
export interface Evidence {
  /** Trials of either side that have the metric. */
  readonly base: number
  readonly head: number
  /** Over how many metrics Holm's correction was taken, this one included; 1 for a metric that is not gated. */
  readonly tests: number
}

/** More trials than a bench makes are no advice. */
const mostTrials = 1000

/** The least two-sided `p` that a rank-sum test of so many trials can have: one of all ways to divide them, at either end. */
export function leastP(base: number, head: number): number {
  let p = 2
  for (let drawn = 1; drawn <= base; drawn++) p *= drawn / (head + drawn)
  return p
}

/** How many trials a side it takes at the least to show any change, among so many tests. */
export function fewestTrials(confidence: number, tests: number): number {
  let trials = 1
  while (leastP(trials, trials) * tests > 1 - confidence) trials++
  return trials
}

/** As {@link verdictOf}, but what is unknown says how many trials it takes. For trials that were run apart. */
export function judgeIndependent(effect: Effect, better: 'lower' | 'higher', evidence: Evidence): Judgement {
  const judgement = verdictOf(effect, better)
  if (judgement.verdict !== 'unknown') return judgement
  const { base, head, tests } = evidence
  if (leastP(base, head) * tests > 1 - effect.confidence) {
    const among = tests === 1 ? '' : ` among ${tests} gated metrics`
    const fewest = fewestTrials(effect.confidence, tests)
    const reason = `${base} and ${head} trials cannot show it${among}: at least ${fewest} a side are needed`
    return { verdict: 'unknown', reason }
  }
  return { verdict: 'unknown', reason: `${judgement.reason ?? ''}: ${advice(effect, evidence)}` }
}

/** An interval narrows with the square root of the number of trials. */
function advice(effect: Effect, { base, head }: Evidence): string {
  const { low, high, limit } = effect
  const reach = low === null || high === null ? Number.POSITIVE_INFINITY : reachOf(effect, low, high)
  const trials = Math.ceil(((2 * base * head) / (base + head)) * (reach / weigh(effect, limit)) ** 2)
  if (limit === 0 || !Number.isFinite(trials) || trials <= Math.max(base, head)) return 'more trials are needed'
  return trials > mostTrials
    ? `more than ${mostTrials} trials a side would be needed, so measure both in pairs with ${commandName('ab')}`
    : `about ${trials} trials a side are needed`
}
