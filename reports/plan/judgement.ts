import type { Demand } from './demand.ts'
import type { Judgement, Resource, Use } from './plan.ts'
import type { Prices } from './prices.ts'
import { situationOf } from './situation.ts'
import { stormOf } from './storm.ts'

/** What is planned: a demand, and what everything costs. */
export interface Subject {
  readonly demand: Demand
  readonly prices: Prices
}

/**
 * Holds so many instances against the policy. What instances use is judged with the spare ones down, and Redis with all of them up,
 * because each more instance is one more that it passes messages on to. Throws a `RangeError` if none is left.
 */
export function judge({ demand, prices }: Subject, instances: number): Judgement {
  const { deployment, policy, reconnectStorm } = demand
  const failed = situationOf(demand, prices, instances - policy.spareInstances)
  const whole = policy.spareInstances === 0 ? failed : situationOf(demand, prices, instances)
  const storm = reconnectStorm === undefined ? undefined : stormOf(demand, prices, instances, reconnectStorm.share)
  const uses = [
    use('cpu', failed.cpu, policy.cpuCeiling),
    // Without messages there is nothing to wait for.
    ...(demand.messagesPerUserPerMinute === 0 ? [] : [use('p99', failed.p99, policy.p99)]),
    use('memory', failed.memory, deployment.memory * policy.memoryCeiling),
    ...limited('openFiles', failed.openFiles, deployment.openFiles),
    ...limited('network', Math.max(failed.bandwidth.in, failed.bandwidth.out), deployment.network),
    ...(whole.redis === 0 ? [] : [use('redis', whole.redis, policy.redisCeiling)]),
    ...(storm === undefined ? [] : limited('storm', storm.seconds, reconnectStorm?.withinSeconds)),
  ].toSorted((a, b) => (b.share ?? Infinity) - (a.share ?? Infinity))
  return { instances, whole, failed, ...(storm && { storm }), uses, met: uses.every((one) => !isTooMuch(one)) }
}

/** Whether a resource is used beyond its limit. */
export function isTooMuch({ share }: Use): boolean {
  return share === null || share > 1
}

function limited(resource: Resource, value: number | null, limit: number | undefined): Use[] {
  return limit === undefined ? [] : [use(resource, value, limit)]
}

function use(resource: Resource, value: number | null, limit: number): Use {
  return { resource, value, limit, share: value === null ? null : value / limit }
}
