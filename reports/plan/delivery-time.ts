import { operationsOf } from '../model/operations.ts'
import { predict } from '../model/predict.ts'
import type { CostId } from '../model/cost-model.ts'
import type { Demand } from './demand.ts'
import { deliveryQuantile, queueOf } from './delivery-tail.ts'
import { loadOf } from './offered-of.ts'
import type { Prices } from './prices.ts'
import { chatFlows, presenceFlows, type RoomFlow } from './room-flow.ts'

/** What this reckoning takes for granted; printed with its result. */
export const deliveryTimeAssumptions =
  'Delivery p99 is reckoned, not fitted: messages come at random, an instance writes a message to its members of a room in one go, ' +
  'later ones wait for it (M/G/1, exponential tail), on two instances where it is passed on; for bursts of one size that is up to a quarter too long. Pauses for garbage collection, ' +
  'the time in Redis, the network and the clients are not in it.'

const quantile = 0.99

/**
 * The time in milliseconds within which 99 of 100 deliveries have left an instance that is busy for a share `utilization` of the
 * time; null where it cannot keep up, or nobody sends.
 */
export function deliveryP99(demand: Demand, prices: Prices, instances: number, utilization: number): number | null {
  const flows = [...chatFlows(demand), ...presenceFlows(demand)].filter(({ messages }) => messages > 0)
  const costs = workOnly(prices)
  const seconds = (load: { readonly connects: number; readonly flows: readonly RoomFlow[] }) =>
    predict(
      costs,
      operationsOf(loadOf(demand, { users: 0, ...load }), { instances, adapter: demand.deployment.adapter }),
    ).perInstance
  const bursts = flows.map((flow) => ({
    rate: flow.messages,
    seconds: seconds({ connects: 0, flows: [{ ...flow, messages: 1 }] }),
    deliveries: flow.messages * flow.reach,
  }))
  // On each instance one connect in so many is its own, and takes it so many times as long as on average.
  const connect = {
    rate: demand.arrivalsPerMinute / 60 / instances,
    seconds: instances * seconds({ connects: 1, flows: [] }),
  }
  const queue = queueOf([...bursts, connect], utilization)
  const deliveries = bursts.map((burst) => ({ rate: burst.deliveries, seconds: burst.seconds }))
  const time = deliveryQuantile(quantile, queue, deliveries, 1 - 1 / instances)
  return time === undefined ? null : time * 1000
}

/** The costs of what has to be done: an instance that has work to do neither sleeps nor idles. */
export function workOnly({ costs }: Prices): ReadonlyMap<CostId, number> {
  return new Map([...costs, ['wake', 0], ['deliveryWake', 0], ['instance', 0], ['redis.base', 0]])
}
