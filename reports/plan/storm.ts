import { operationsOf } from '../model/operations.ts'
import { predict } from '../model/predict.ts'
import type { Demand } from './demand.ts'
import { workOnly } from './delivery-time.ts'
import { loadOf, offeredOf } from './offered-of.ts'
import type { Storm } from './plan.ts'
import type { Prices } from './prices.ts'
import { stormFlows } from './room-flow.ts'

/**
 * How long a share of the users takes to come back to so many instances, beside the whole load at peak. Where presence is on, rooms
 * are told of each of them twice. Busy as they are, instances neither sleep nor pay for waking up.
 */
export function stormOf(demand: Demand, prices: Prices, instances: number, share: number): Storm {
  const costs = workOnly(prices)
  const work = (load: Parameters<typeof operationsOf>[0]) =>
    predict(costs, operationsOf(load, { instances, adapter: demand.deployment.adapter }))
  const users = share * demand.users
  // All of it in one second: the result is CPU time, whatever time it is spread over.
  const storm = work(loadOf(demand, { users: 0, connects: users, flows: stormFlows(demand, share, 1) }))
  const peak = work(offeredOf(demand))
  const seconds = Math.max(timeFor(storm.perInstance, peak.perInstance), timeFor(storm.redis, peak.redis))
  return {
    users,
    instances,
    work: storm.perInstance,
    free: Math.max(0, 1 - peak.perInstance),
    seconds: Number.isFinite(seconds) ? seconds : null,
    heldUpByRedis: timeFor(storm.redis, peak.redis) > timeFor(storm.perInstance, peak.perInstance),
  }
}

function timeFor(work: number, taken: number): number {
  if (work === 0) return 0
  return taken < 1 ? work / (1 - taken) : Number.POSITIVE_INFINITY
}
