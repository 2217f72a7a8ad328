import type { CostModel } from './cost-model.ts'
import type { Result } from '../report.ts'
import type { Observation } from './observation.ts'

/** From where to where workloads were measured: beyond it, a prediction extrapolates. */
export function measuredRanges(observations: readonly Observation[], results: readonly Result[]): CostModel['ranges'] {
  const rooms = observations.flatMap(({ offered }) => offered.rooms)
  const values = {
    members: rooms.map(({ members }) => members),
    payload: observations.map(({ offered }) => offered.payloadBytes),
    instances: observations.map(({ operations }) => operations.instances),
    users: results.flatMap((result) => mostUsersOf(result) ?? []),
    messages: observations.map(({ operations }) => operations.perInstance.message ?? 0),
    utilization: observations.map(({ gateway, operations }) => gateway / operations.instances),
  }
  const ranges = Object.entries(values).filter(([, all]) => all.length > 0)
  return Object.fromEntries(ranges.map(([key, all]) => [key, { min: Math.min(...all), max: Math.max(...all) }]))
}

/** Users of one instance when all that arrive have come. */
function mostUsersOf({ offered, trials, instances }: Result): number | undefined {
  const trial = trials.find(({ status }) => status === 'completed')
  if (offered === undefined || trial === undefined || !('windowMs' in trial)) return undefined
  const { users, connects } = offered
  const [there, arriving] = [users, connects].map((by) => by.websocket + by.upgrade + by.polling)
  return ((there ?? 0) + ((arriving ?? 0) * trial.windowMs) / 1000) / instances
}
