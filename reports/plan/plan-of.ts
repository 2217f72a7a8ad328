import { basisOf, type Calibration } from './basis.ts'
import { beyondOf } from './beyond.ts'
import { curveOf } from './curve.ts'
import type { Demand } from './demand.ts'
import { isTooMuch, judge, type Subject } from './judgement.ts'
import { notesOf } from './notes.ts'
import { offeredOf, scaled } from './offered-of.ts'
import { planSchemaId, type Judgement, type Plan, type Resource } from './plan.ts'
import { pricesOf } from './prices.ts'
import { fewest, fewestOrNearest, isEnoughButRedis, largestGrowth, leastGrowth, mostGrowth } from './search.ts'
import { settingsOf } from './settings.ts'
import { stormOf } from './storm.ts'
import { whatIfsOf } from './what-if.ts'

const hoursPerMonth = 730

/** Works out what a demand needs by a calibration. Throws a `RangeError` where the calibration lacks a cost; see `lacking-costs.ts`. */
export function planOf(demand: Demand, calibration: Calibration): Plan {
  const { model, machineFactor } = calibration
  const [middle, low, high] = (['value', 'low', 'high'] as const).map((end): Subject => ({
    demand,
    prices: pricesOf(model, end, machineFactor),
  })) as [Subject, Subject, Subject]
  const needed = fewestOrNearest(middle)
  const asked = demand.deployment.instances
  const answer = asked === undefined ? needed : judge(middle, asked)
  const { instances, failed } = answer
  const { spareInstances } = demand.policy
  const basis = basisOf(calibration)
  const highest = fewest(high)
  const price = demand.deployment.pricePerHour
  return {
    schema: planSchemaId,
    demand,
    basis,
    beyond: beyondOf(demand, model, failed),
    notes: notesOf(middle, {
      basis,
      answer,
      certain: certainEnds(demand, calibration, instances),
      warnings: model.warnings,
    }),
    needed: { value: numberOf(needed), low: numberOf(fewest(low)), high: numberOf(highest) },
    answer,
    ends: { low: judge(low, instances).uses, high: judge(high, instances).uses },
    binds: bindingOf(middle, answer),
    headroom: headroomOf(middle, instances),
    reach: reachOf(middle),
    ...(spareInstances > 0 && {
      failover: stormOf(demand, middle.prices, failed.instances, spareInstances / instances),
    }),
    settings: settingsOf(demand, middle.prices, answer, mostReplicas(middle, highest)),
    ...(price !== undefined && { costPerMonth: price * hoursPerMonth * instances }),
    curve: curveOf(middle, low, high, instances),
    whatIf: whatIfsOf(middle, model, instances),
  }
}

/** Cores of one instance with the costs at their ends that the calibration could tell from others, and the rest as fitted. */
function certainEnds(demand: Demand, { model, machineFactor }: Calibration, instances: number) {
  const [low, high] = (['low', 'high'] as const).map((end) => {
    return judge({ demand, prices: pricesOf(model, end, machineFactor, ({ told }) => !told) }, instances).failed.cpu
  }) as [number, number]
  return { low, high }
}

function numberOf({ met, instances }: Judgement): number | null {
  return met ? instances : null
}

/** What one instance less would lack, or, where the answer fails, what it lacks itself: Redis where no more instances would help. */
function bindingOf(subject: Subject, answer: Judgement): Resource | 'spare' {
  const scarcest = ({ uses }: Judgement) => uses[0]?.resource ?? 'cpu'
  if (!answer.met) {
    if (subject.demand.deployment.instances !== undefined) return scarcest(answer)
    // So many instances were tried that what they lack, they lack in any number.
    const lacking = answer.uses.find((use) => use.resource !== 'redis' && isTooMuch(use))
    return isEnoughButRedis(answer) ? 'redis' : (lacking?.resource ?? scarcest(answer))
  }
  const fewer = answer.instances - 1
  if (fewer <= subject.demand.policy.spareInstances) return 'spare'
  const less = judge(subject, fewer)
  return less.met ? scarcest(answer) : scarcest(less)
}

function headroomOf(subject: Subject, instances: number): Plan['headroom'] {
  const factor = largestGrowth(subject, (scaledSubject) => judge(scaledSubject, instances).met)
  return { users: Math.floor(subject.demand.users * factor), share: factor === 0 ? -1 : 1 - 1 / factor }
}

/** How far any number of instances goes, and what ends it there. */
function reachOf(subject: Subject): Plan['reach'] {
  const factor = largestGrowth(subject, (scaledSubject) => fewest(scaledSubject).met)
  const at = (growth: number) => fewest({ ...subject, demand: scaled(subject.demand, growth) })
  const beyond = at(Math.max(factor, leastGrowth) * 1.01)
  const { messages } = offeredOf(subject.demand)
  return {
    users: Math.floor(subject.demand.users * factor),
    messages: (messages.websocket + messages.upgrade + messages.polling) * factor,
    instances: factor === 0 ? beyond.instances : at(factor).instances,
    binds: (beyond.uses.find(isTooMuch) ?? beyond.uses[0])?.resource ?? 'cpu',
    isMore: factor >= mostGrowth,
  }
}

/** Where an autoscaler may go: for the growth that was told, or for the worst case of the costs. */
function mostReplicas(subject: Subject, highest: Judgement): number {
  const { growth } = subject.demand
  const grown = growth === undefined ? undefined : fewest({ ...subject, demand: scaled(subject.demand, growth) })
  return Math.max(highest.met ? highest.instances : 0, grown?.met === true ? grown.instances : 0)
}
