import type { RoomGroup } from './workload.ts'

/** One room of a workload: its members, its weight, and the position of its group. */
export interface Room {
  readonly members: number
  readonly weight: number
  readonly group: number
}

/** The users of all rooms together. */
export function usersIn(rooms: readonly RoomGroup[]): number {
  return rooms.reduce((sum, group) => sum + group.rooms * group.members, 0)
}

/** So many users dealt over so many rooms of equal weight, no room having two more than another. */
export function evenRooms(users: number, rooms: number): RoomGroup[] {
  const members = Math.floor(users / rooms)
  const larger = users % rooms
  return [
    { rooms: larger, members: members + 1, weight: 1 },
    { rooms: rooms - larger, members, weight: 1 },
  ].filter((group) => group.rooms > 0)
}

/** Every room by itself, the largest first. */
export function roomsBySize(groups: readonly RoomGroup[]): Room[] {
  return groups
    .flatMap(({ rooms, members, weight }, group) => new Array<Room>(rooms).fill({ members, weight, group }))
    .toSorted((one, other) => other.members - one.members)
}

/** The size of room that half of all deliveries are made in at most: how many copies a message usually has. */
export function usualMembers(groups: readonly RoomGroup[]): number {
  const ascending = groups.toSorted((one, other) => one.members - other.members)
  const deliveries = ({ rooms, members, weight }: RoomGroup): number => rooms * members * weight
  const half = ascending.reduce((sum, group) => sum + deliveries(group), 0) / 2
  let sum = 0
  return ascending.find((group) => (sum += deliveries(group)) >= half)?.members ?? 0
}
