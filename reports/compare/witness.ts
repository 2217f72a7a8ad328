import type { Metric } from '../metric.ts'
import type { Effect, Verdict } from './comparison.ts'
import { limitText } from './effect-text.ts'
import { weigh } from './verdict.ts'
import { commandName } from '../program-name.ts'

/** What the generator took per operation, and whether its work was the same: by metric id, the first that there is. */
const witnesses = [
  { cost: 'delivery.generatorCpuMicros', work: 'message.bytesDown' },
  { cost: 'connect.generatorCpu', work: 'connect.bytesDown' },
] as const

/** An effect whose interval is bounded. */
type BoundedEffect = Effect & { readonly low: number; readonly high: number }

/**
 * A change of the machine between two runs that were made apart, as the generator witnessed it: the same program at
 * the same work in both, it took another CPU time per operation. `undefined` where it did not, or did other work.
 *
 * Machines wander: the speed of a shared one differs by a fifth from one quarter of an hour to the next, and trials of one run
 * do not see that, so that no number of them tells it from a change of the gateway.
 */
export function witnessOf(effectOf: (id: string) => Effect | undefined): BoundedEffect | undefined {
  for (const { cost, work } of witnesses) {
    const [effect, same] = [effectOf(cost), effectOf(work)]
    if (effect === undefined || !isBounded(effect) || effect.kind !== 'relative') continue
    if (same !== undefined && Math.abs(weigh(same, same.estimate)) > weigh(same, same.limit)) return undefined
    return effect.low > 0 || effect.high < 0 ? effect : undefined
  }
  return undefined
}

/**
 * Why a verdict cannot be upheld in view of what the generator witnessed; `undefined` where it can. A change must be further
 * from none than the machine's may have been; that nothing changed is doubtful when the machine changed by more than
 * the metric's limit. Only figures that depend on the speed of the machine are doubted.
 */
export function doubtOf(
  metric: Metric,
  verdict: Verdict,
  effect: Effect,
  witness: BoundedEffect | undefined,
): string | undefined {
  if (witness === undefined || !dependsOnSpeed(metric) || effect.kind !== 'relative' || !isBounded(effect))
    return undefined
  const isChange = verdict === 'worse' || verdict === 'better'
  const isBeyondWitness =
    effect.estimate > 0 ? effect.low > Math.max(0, witness.high) : effect.high < Math.min(0, witness.low)
  const isDoubtful = isChange
    ? !isBeyondWitness
    : verdict === 'same' && Math.abs(weigh(witness, witness.estimate)) > weigh(effect, effect.limit)
  return isDoubtful ? reasonOf(witness) : undefined
}

function reasonOf({ estimate, low, high }: BoundedEffect): string {
  const [word, least, most] = estimate > 0 ? ['more', low, high] : ['less', -high, -low]
  const by = limitText('relative', Math.abs(estimate))
  const range = `${limitText('relative', least)} to ${limitText('relative', most)}`
  return `the generator, at the same work, took ${by} ${word} CPU (${range}), so the machine ran at another speed: measure both in pairs with ${commandName('ab')}`
}

function dependsOnSpeed({ id, unit }: Metric): boolean {
  return unit === 'ms' || unit === 'us' || unit === 'cores' || id === 'server.eventLoopUtilization'
}

function isBounded(effect: Effect): effect is BoundedEffect {
  return effect.low !== null && effect.high !== null
}
