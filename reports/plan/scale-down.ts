import { operationsOf } from '../model/operations.ts'
import { predict } from '../model/predict.ts'
import type { Demand } from './demand.ts'
import { loadOf } from './offered-of.ts'
import type { Prices } from './prices.ts'
import { chatFlows } from './room-flow.ts'

/** What a machine can carry for a verification. */
export interface VerifyLimits {
  /** Cores that the gateway's instances and Redis may use together, as predicted. */
  readonly cores: number
  readonly users: number
  readonly instances: number
  /** Bytes of a text that can be sent. */
  readonly payload: { readonly min: number; readonly max: number }
}

/** A demand in little: of the same rooms fewer, each user in one of them, everybody saying as much as before. */
export interface ScaledDown {
  /** Its messages over those of the demand. */
  readonly factor: number
  readonly instances: number
  readonly users: number
  readonly rooms: Demand['rooms']
  /** Messages per second, in all rooms together. */
  readonly rate: number
  /** Bytes of a text. */
  readonly payload: number
  /** What it leaves out of the demand, in one sentence each. */
  readonly leftOut: readonly string[]
}

/** Each share that is tried is so many times the one before. */
const step = 0.98

/**
 * Scales a demand down until a machine carries it: the largest share of its rooms that stays within the limits. Rooms keep their
 * sizes, so that a message is delivered to as many as before.
 *
 * Throws a `RangeError` where not even one room fits, of any size.
 */
export function scaleDown(demand: Demand, prices: Prices, limits: VerifyLimits): ScaledDown {
  const instances = demand.deployment.adapter === 'memory' ? 1 : limits.instances
  const fits = (scaled: ScaledDown) =>
    scaled.users > 0 && scaled.users <= limits.users && coresOf(demand, scaled, prices) <= limits.cores
  const most = Math.max(...demand.rooms.map(({ count }) => count))
  for (let wanted = 1; wanted * most >= 0.5; wanted *= step) {
    const rooms = demand.rooms.map(({ count, members }) => ({ count: Math.round(count * wanted), members }))
    const scaled = scaledTo(demand, rooms, { ...limits, instances })
    if (fits(scaled)) return scaled
  }
  throw new RangeError(
    `no part of this demand fits on this machine: its smallest share has more than ${limits.users} users or takes more than ${limits.cores} cores`,
  )
}

function scaledTo(
  demand: Demand,
  wanted: Demand['rooms'],
  { instances, payload: { min, max } }: VerifyLimits,
): ScaledDown {
  const rooms = wanted.filter(({ count }) => count > 0)
  const flows = chatFlows(demand)
  const [messages, memberships] = [flows.reduce((sum, flow) => sum + flow.messages, 0), usersIn(demand.rooms)]
  const users = usersIn(rooms)
  // All memberships are alike, so each says what it says in the demand.
  const factor = users / memberships
  const payload = Math.min(max, Math.max(min, demand.payload))
  const leftOut = [
    ...(payload === demand.payload ? [] : [`Texts have ${payload} bytes here; from ${min} to ${max} can be sent.`]),
    ...leftOutOf(demand, rooms),
  ]
  return { factor, instances, users, rooms, rate: messages * factor, payload, leftOut }
}

function leftOutOf(demand: Demand, rooms: Demand['rooms']): string[] {
  const lost = demand.rooms.filter(({ members }) => !rooms.some((room) => room.members === members))
  const memberships = usersIn(demand.rooms)
  return [
    ...lost.map(({ members }) => `Rooms of ${members} are left out: not one of them fits.`),
    ...(memberships > demand.users
      ? ['Every user is in one room here; in the demand some are in several, on fewer connections.']
      : []),
    ...(memberships < demand.users ? ['Users who are in no room are left out.'] : []),
    ...(demand.arrivalsPerMinute > 0
      ? ['Nobody arrives while it is measured; what connecting costs, the calibration measured by itself.']
      : []),
    ...(demand.presence === 'on' ? ['Presence is off: who comes and goes is not told here.'] : []),
  ]
}

function coresOf(demand: Demand, { rooms, rate, users, instances, payload }: ScaledDown, prices: Prices): number {
  const flows = rooms.map(({ count, members }) => ({
    rooms: count,
    members,
    messages: (rate * count * members) / users,
    reach: members,
  }))
  const offered = loadOf({ ...demand, payload }, { users, connects: 0, flows })
  const { gateway, redis } = predict(
    prices.costs,
    operationsOf(offered, { instances, adapter: demand.deployment.adapter }),
  )
  return gateway + redis
}

function usersIn(rooms: Demand['rooms']): number {
  return rooms.reduce((sum, { count, members }) => sum + count * members, 0)
}
