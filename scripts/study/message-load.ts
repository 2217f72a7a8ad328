import { roomGroupsOf } from '../../scenarios/room-groups.ts'
import type { ParameterValue } from '../../scenarios/parameter.ts'

/** A load of messages, in the parameters of the scenario `mix`; what is not given is the default of a study. */
export interface MessageLoad {
  /** Rooms x members, with commas. */
  readonly rooms: string
  /** Messages per second, in all rooms together. */
  readonly rate: number
  readonly payload?: number
  /** Shares of the users. */
  readonly polling?: number
  readonly upgrade?: number
  readonly acknowledged?: 'yes' | 'no'
}

/** So many messages and deliveries per second make V8 optimise the gateway's code within the warm-up. */
const warmMessages = 2500
const warmDeliveries = 8000
/** A delivery by polling takes so many times the CPU time of one by websocket, on both sides. */
const pollingWeight = 4

/** The parameters of `mix` for a load, warmed up well before it is measured. */
export function messageSettings(load: MessageLoad): Readonly<Record<string, ParameterValue>> {
  const groups = roomGroupsOf(load.rooms)
  const users = groups.reduce((sum, { rooms, members }) => sum + rooms * members, 0)
  // People talk, so a room gets messages by its members; each is delivered to all of those.
  const membersPerMessage = groups.reduce((sum, { rooms, members }) => sum + rooms * members * members, 0) / users
  const weight = 1 + (pollingWeight - 1) * (load.polling ?? 0)
  const warmUpRate = Math.max(
    load.rate,
    Math.round(Math.min(warmMessages, warmDeliveries / (membersPerMessage * weight))),
  )
  return { payload: 128, upgrade: 0, polling: 0, ...load, warmUp: 4000, warmUpRate, window: 3000 }
}
