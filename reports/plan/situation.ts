import { operationsOf } from '../model/operations.ts'
import { predict } from '../model/predict.ts'
import { bandwidthOf } from './bandwidth.ts'
import { deliveryP99 } from './delivery-time.ts'
import type { Demand } from './demand.ts'
import { offeredOf } from './offered-of.ts'
import type { Situation } from './plan.ts'
import type { Prices } from './prices.ts'
import { transports, type Transport } from '../transports.ts'

/** Listening sockets, connections to Redis, files of the process itself, pipes, and some to spare. */
const ownFiles = 64

/**
 * How many sockets a connection takes at worst: a connection that broke off is noticed after ping interval and timeout, and until
 * then stands beside the new one. Polling has two requests under way.
 */
const socketsPerConnection: Readonly<Record<Transport, number>> = { websocket: 2, upgrade: 2, polling: 4 }

/** Predicts what a demand does to so many instances, its users and messages dealt over them evenly. */
export function situationOf(demand: Demand, prices: Prices, instances: number): Situation {
  const offered = offeredOf(demand)
  const prediction = predict(prices.costs, operationsOf(offered, { instances, adapter: demand.deployment.adapter }))
  const cpu = prediction.perInstance
  return {
    instances,
    cpu,
    p99: deliveryP99(demand, prices, instances, cpu),
    memory: ownRss(demand, prices) + perInstance(demand, instances, (transport) => prices.rss.get(transport) ?? 0),
    openFiles: ownFiles + Math.ceil(perInstance(demand, instances, (transport) => socketsPerConnection[transport])),
    redis: prediction.redis,
    bandwidth: bandwidthOf(offered, prices.bytes, instances),
  }
}

/** What an instance keeps resident without connections: one behind an adapter has a client of Redis in it. */
function ownRss({ deployment }: Demand, { baseRss, clusterRss }: Prices): number {
  return baseRss + (deployment.adapter === 'memory' ? 0 : clusterRss)
}

/** The sum of something per connection over the users of one instance. */
export function perInstance(demand: Demand, instances: number, each: (transport: Transport) => number): number {
  return transports.reduce((sum, name) => sum + each(name) * (demand.users / instances) * demand.transports[name], 0)
}
