import { operationsOf } from '../model/operations.ts'
import { missingCosts } from '../model/predict.ts'
import type { Demand } from './demand.ts'
import { offeredOf } from './offered-of.ts'
import type { Prices } from './prices.ts'
import { transports } from '../transports.ts'

/** What a demand needs to know of costs and a calibration does not tell, because it measured no such users or no cluster. */
export function lackingCosts(demand: Demand, prices: Prices): string[] {
  const { adapter } = demand.deployment
  // Two instances, or the one that memory allows, do everything that any number of them does.
  const operations = operationsOf(offeredOf(demand), { instances: adapter === 'memory' ? 1 : 2, adapter })
  const used = transports.filter((name) => demand.transports[name] > 0)
  const memory = used.filter((name) => !prices.rss.has(name)).map((name) => `memory of ${name}`)
  // Even where nobody arrives at peak, users come back.
  const connects = used.map((name) => `connect.${name}` as const).filter((id) => !prices.costs.has(id))
  return [...new Set<string>([...missingCosts(prices.costs, operations), ...connects, ...memory])]
}
