import { isTooMuch, judge, type Subject } from './judgement.ts'
import { scaled } from './offered-of.ts'
import type { Judgement, Use } from './plan.ts'

/** No more instances than this are tried. */
export const mostInstances = 1000

/** No growth beyond this is looked for. */
export const mostGrowth = 1000
/** Nor a smaller part of the demand than this. */
export const leastGrowth = 1 / mostGrowth
const steps = 24

/**
 * The fewest instances that carry a demand by its policy, or, where no number of them does, the last one tried. The search ends where
 * Redis is overloaded: it takes no less for more instances.
 */
export function fewest(subject: Subject): Judgement {
  return search(subject, ({ met }) => met, isOverRedis)
}

/** The same, but where no number of instances will do, so many that nothing but Redis is overloaded, or as many as are tried. */
export function fewestOrNearest(subject: Subject): Judgement {
  const found = fewest(subject)
  return found.met ? found : search(subject, isEnoughButRedis, () => false)
}

function search(
  subject: Subject,
  isFound: (judged: Judgement) => boolean,
  isVain: (judged: Judgement) => boolean,
): Judgement {
  const { policy, deployment } = subject.demand
  let judged = judge(subject, 1 + policy.spareInstances)
  const most = deployment.adapter === 'memory' ? 1 : mostInstances
  for (let instances = judged.instances + 1; instances <= most && !isFound(judged) && !isVain(judged); instances++) {
    judged = judge(subject, instances)
  }
  return judged
}

/** How many times as many users, in as many times the rooms, a condition holds for: up to 1,000 times; 0 for none. */
export function largestGrowth(subject: Subject, holds: (subject: Subject) => boolean): number {
  const of = (factor: number) => holds({ ...subject, demand: scaled(subject.demand, factor) })
  let [low, high] = of(1) ? [1, mostGrowth] : [leastGrowth, 1]
  if (!of(low)) return 0
  if (of(high)) return high
  // By factors, not differences: a thousandth is to be as exact as a thousand.
  for (let step = 0; step < steps; step++) {
    const middle = Math.sqrt(low * high)
    if (of(middle)) low = middle
    else high = middle
  }
  return low
}

/** Whether Redis is overloaded, which more instances would only make worse. */
function isOverRedis({ uses }: Judgement): boolean {
  return uses.some((use) => use.resource === 'redis' && isTooMuch(use))
}

/** Whether nothing but Redis is overloaded, by itself or with those who come back. */
export function isEnoughButRedis({ uses, storm }: Judgement): boolean {
  const isOfRedis = ({ resource }: Use) =>
    resource === 'redis' || (resource === 'storm' && storm?.heldUpByRedis === true)
  return uses.every((use) => isOfRedis(use) || !isTooMuch(use))
}
