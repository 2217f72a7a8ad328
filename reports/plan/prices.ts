import type { Cost, CostId, CostModel } from '../model/cost-model.ts'
import type { Transport } from '../transports.ts'

/** What a calibration says everything costs, at one end of its intervals or in their middle. */
export interface Prices {
  /** Microseconds of CPU time by operation. */
  readonly costs: ReadonlyMap<CostId, number>
  /** Resident bytes of one connection, by transport. */
  readonly rss: ReadonlyMap<Transport, number>
  readonly heap: ReadonlyMap<Transport, number>
  /** Resident bytes of an instance without connections. */
  readonly baseRss: number
  /** What one of a cluster keeps resident beyond that. */
  readonly clusterRss: number
  /** Bytes on the wire beyond the text; see the cost model. */
  readonly bytes: CostModel['bytes']
}

/**
 * Prices to plan with: the fitted costs, or all of them at the low or high end of their intervals at once. That is the worst case,
 * wider than an interval of 95 % for the sum: costs do not all err to one side together. `machineFactor` is how many times as
 * much CPU time the instances take as the machine of the calibration. `keep` says which costs are left in their middle.
 */
export function pricesOf(
  model: CostModel,
  end: 'value' | 'low' | 'high',
  machineFactor: number,
  keep: (cost: Cost) => boolean = () => false,
): Prices {
  const memory = model.memory.map((one) => [one.transport, one] as const)
  return {
    costs: new Map(model.costs.map((cost) => [cost.id, cost[keep(cost) ? 'value' : end] * machineFactor])),
    rss: new Map(memory.map(([transport, { rss }]) => [transport, rss])),
    heap: new Map(memory.map(([transport, { heap }]) => [transport, heap])),
    baseRss: model.baseRss,
    clusterRss: model.clusterRss ?? 0,
    bytes: model.bytes,
  }
}
