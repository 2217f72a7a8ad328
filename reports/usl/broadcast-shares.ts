import { median } from 'simple-statistics'
import { operationsOf } from '../model/operations.ts'
import { nonNegativeLeastSquares } from '../statistics/nnls.ts'
import type { SizeCosts } from './size-costs.ts'

/**
 * Which part of the CPU time of each size goes into taking in broadcasts of other instances.
 *
 * Publishing costs the same however many instances there are, and taking in costs as much again for each of them. So among clusters
 * the CPU time per delivery rises in a straight line with the broadcasts that are taken in per delivery, and its slope is what one
 * costs. `undefined` where there are not two clusters in which that number differs, or where it is not known.
 */
export function broadcastShares(sizes: readonly SizeCosts[]): number[] | undefined {
  const facts = sizes.map(({ result, micros }) => ({ taken: takenPerDelivery(result), cost: median([...micros]) }))
  if (facts.some(({ taken }) => Number.isNaN(taken))) return undefined
  const clusters = facts.filter(({ taken }) => taken > 0)
  if (new Set(clusters.map(({ taken }) => taken)).size < 2) return undefined
  const [, slope = 0] = nonNegativeLeastSquares(
    [clusters.map(() => 1), clusters.map(({ taken }) => taken)],
    clusters.map(({ cost }) => cost),
  )
  return facts.map(({ taken, cost }) => Math.min(1, (slope * taken) / cost))
}

function takenPerDelivery(result: SizeCosts['result']): number {
  const { offered } = result
  if (offered === undefined) return Number.NaN
  const { deliveries } = offered
  const { perInstance, instances } = operationsOf(offered, result)
  const owed = deliveries.websocket + deliveries.upgrade + deliveries.polling
  return ((perInstance.broadcast ?? 0) * instances) / owed
}
