import type { ByTransport, OfferedLoad } from '../../load/offered-load.ts'
import type { Demand } from './demand.ts'
import { chatFlows, presenceFlows, type RoomFlow } from './room-flow.ts'

/**
 * What a demand asks of a gateway at peak, in counts that costs can be put on. Who comes and goes counts as a message of theirs
 * where presence is on. Senders and receivers are of each transport in proportion to the users.
 */
export function offeredOf(demand: Demand): OfferedLoad {
  const flows = [...chatFlows(demand), ...presenceFlows(demand)]
  return loadOf(demand, { users: demand.users, connects: demand.arrivalsPerMinute / 60, flows })
}

/** The load of flows of messages, of users that are connected, and of users that arrive per second. */
export function loadOf(
  demand: Demand,
  {
    users,
    connects,
    flows,
  }: { readonly users: number; readonly connects: number; readonly flows: readonly RoomFlow[] },
): OfferedLoad {
  return {
    users: dealt(demand, users),
    connects: dealt(demand, connects),
    messages: dealt(
      demand,
      flows.reduce((sum, { messages }) => sum + messages, 0),
    ),
    deliveries: dealt(
      demand,
      flows.reduce((sum, { messages, reach }) => sum + messages * reach, 0),
    ),
    payloadBytes: demand.payload,
    acknowledged: demand.acknowledged,
    rooms: flows.map(({ rooms, members, messages }) => ({ rooms, members, messages })),
  }
}

/** The same demand of so many times the users: in as many times the rooms, or in rooms so many times as large. */
export function scaled(demand: Demand, factor: number, rooms: 'more' | 'larger' = 'more'): Demand {
  return {
    ...demand,
    users: demand.users * factor,
    arrivalsPerMinute: demand.arrivalsPerMinute * factor,
    rooms: demand.rooms.map(({ count, members }) =>
      rooms === 'more' ? { count: count * factor, members } : { count, members: members * factor },
    ),
  }
}

function dealt({ transports }: Demand, amount: number): ByTransport {
  return {
    websocket: amount * transports.websocket,
    upgrade: amount * transports.upgrade,
    polling: amount * transports.polling,
  }
}
