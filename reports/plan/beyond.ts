import type { CostModel } from '../model/cost-model.ts'
import type { Demand } from './demand.ts'
import { offeredOf } from './offered-of.ts'
import type { Beyond, Situation } from './plan.ts'

/**
 * Where a demand, on so many instances, lies outside what the calibration measured. Rooms and texts are held against both ends; of
 * the others less than was measured is no reach: with nothing to do an instance uses what it was measured to use.
 */
export function beyondOf(demand: Demand, { ranges }: CostModel, situation: Situation): Beyond[] {
  const sizes = demand.rooms.map(({ members }) => members)
  const { messages } = offeredOf(demand)
  const received = messages.websocket + messages.upgrade + messages.polling
  const asked: readonly (readonly [Beyond['what'], readonly number[]])[] = [
    ['members', [Math.min(...sizes), Math.max(...sizes)]],
    ['payload', [demand.payload]],
    ['instances', [situation.instances]],
    ['users', [demand.users / situation.instances]],
    ['messages', [received / situation.instances]],
    ['utilization', [situation.cpu]],
  ]
  return asked.flatMap(([what, values]) => {
    const range = ranges[what]
    // What no workload varied was measured nowhere.
    if (range === undefined) return values.slice(0, 1).map((value) => ({ what, value, min: 0, max: 0 }))
    const isBothWays = what === 'members' || what === 'payload'
    return values
      .filter((value) => value > range.max || (isBothWays && value < range.min))
      .map((value) => ({ what, value, ...range }))
  })
}
