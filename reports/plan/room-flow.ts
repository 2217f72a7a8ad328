import type { Demand } from './demand.ts'

/** The messages of one size of rooms. */
export interface RoomFlow {
  readonly rooms: number
  readonly members: number
  /** Per second, into all these rooms together. */
  readonly messages: number
  /** Members that each of them is delivered to. */
  readonly reach: number
}

/**
 * Who says how much where, at peak. A user in several rooms talks in each in proportion to its size, so that all memberships
 * are alike; users beyond the memberships are in no room and send nothing.
 */
export function chatFlows({ users, rooms, messagesPerUserPerMinute }: Demand): RoomFlow[] {
  const all = membershipsOf(rooms)
  const perSecond = (Math.min(users, all) * messagesPerUserPerMinute) / 60
  return rooms.map(({ count, members }) => ({
    rooms: count,
    members,
    messages: (perSecond * count * members) / all,
    // The reference gateway sends a message to its author as well.
    reach: members,
  }))
}

/**
 * Who comes and goes, where rooms are told: at a steady peak as many users leave as arrive, and each of them is in so many rooms
 * as users are on average. An event goes to all other members.
 */
export function presenceFlows(demand: Demand): RoomFlow[] {
  if (demand.presence === 'off') return []
  const comingAndGoing = (2 * demand.arrivalsPerMinute) / 60
  return demand.rooms.map(({ count, members }) => ({
    rooms: count,
    members,
    messages: (comingAndGoing * count * members) / demand.users,
    reach: members - 1,
  }))
}

/**
 * What rooms are told when a share of all users leaves at once and comes back within so many seconds. In a room, `back` members
 * leave and return; the others are there all the time, and of those that return half, on average. So this grows with the square
 * of the room.
 */
export function stormFlows(demand: Demand, share: number, withinSeconds: number): RoomFlow[] {
  if (demand.presence === 'off') return []
  return demand.rooms.map(({ count, members }) => {
    const back = share * members
    return { rooms: count, members, messages: (2 * back * count) / withinSeconds, reach: members - back / 2 }
  })
}

/** How many memberships rooms have together. */
export function membershipsOf(rooms: Demand['rooms']): number {
  return rooms.reduce((sum, { count, members }) => sum + count * members, 0)
}
