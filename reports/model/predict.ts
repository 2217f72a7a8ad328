import type { CostId } from './cost-model.ts'
import type { OperationCounts, Operations } from './operations.ts'

const microsPerSecond = 1e6

/** Sends that fall due in the same millisecond come at once, so an instance cannot be woken more often. */
const mostWakesPerSecond = 1000

/** What a load takes, in cores. */
export interface Prediction {
  /** CPU time per second of one instance; one above 1 cannot keep up. */
  readonly perInstance: number
  /** CPU time per second of all instances together. */
  readonly gateway: number
  /** CPU time per second of Redis; 0 where there is none. */
  readonly redis: number
}

/**
 * What operations cost: the sum of counts times costs (microseconds), and of what it takes to wake up.
 *
 * An instance that has nothing to do sleeps, and the next message pays for waking it: about in proportion to the root of the
 * pause, so that `wake` is counted in roots of (wakes per second x share of the time that the instance is idle). That share is
 * itself what the prediction leaves over: 1 - u = idle, u = busy + wake x sqrt(wakes x idle), a quadratic equation in
 * sqrt(idle). A saturated instance does not sleep. The same holds of whom it delivers to: `deliveryWake` is counted in roots of
 * (deliveries per second x idle share), and is 0 where a model does not have it.
 *
 * Throws a `RangeError` that names the operations whose costs are not known.
 */
export function predict(costs: ReadonlyMap<CostId, number>, operations: Operations): Prediction {
  const missing = missingCosts(costs, operations)
  if (missing.length > 0) throw new RangeError(`no cost is known for: ${missing.join(', ')}`)
  const busy = coresOf(costs, operations.perInstance)
  const deliveries = operations.perInstance.delivery ?? 0
  const waking =
    (cost(costs, 'wake') * Math.sqrt(wakesOf(operations.wakeEvents)) +
      cost(costs, 'deliveryWake') * Math.sqrt(deliveries)) /
    microsPerSecond
  const perInstance = busy + waking * rootOfIdle(busy, waking)
  return { perInstance, gateway: perInstance * operations.instances, redis: coresOf(costs, operations.redis) }
}

/** The operations that are done and whose costs are not known: what a model cannot tell about a load. */
export function missingCosts(costs: ReadonlyMap<CostId, number>, operations: Operations): CostId[] {
  const done = entriesOf({ ...operations.perInstance, ...operations.redis, wake: operations.wakeEvents })
  return done.flatMap(([id, count]) => (count > 0 && !costs.has(id) ? [id] : []))
}

/**
 * How often an instance is woken per second when messages come to it at random at a rate: the share of the milliseconds
 * in which any comes, 1 - exp(-rate / 1000), of a thousand.
 */
export function wakesOf(eventsPerSecond: number): number {
  return -mostWakesPerSecond * Math.expm1(-eventsPerSecond / mostWakesPerSecond)
}

function coresOf(costs: ReadonlyMap<CostId, number>, counts: OperationCounts): number {
  return entriesOf(counts).reduce((sum, [id, count]) => sum + count * cost(costs, id), 0) / microsPerSecond
}

/** The root s of s² + waking s + (busy - 1) = 0 that is not negative; 0 where there is none. */
function rootOfIdle(busy: number, waking: number): number {
  if (busy >= 1) return 0
  const half = waking / 2
  return (1 - busy) / (half + Math.sqrt(half * half + 1 - busy))
}

function cost(costs: ReadonlyMap<CostId, number>, id: CostId): number {
  return costs.get(id) ?? 0
}

function entriesOf(counts: OperationCounts): readonly [CostId, number][] {
  return Object.entries(counts) as [CostId, number][]
}
