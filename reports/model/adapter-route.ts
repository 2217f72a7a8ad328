import type { OfferedLoad } from '../../load/offered-load.ts'

/** How messages travel between instances, all together and per second. */
export interface AdapterRoute {
  readonly usesRedis: boolean
  /** Messages that the instances that received them pass on. */
  readonly published: number
  /** Broadcasts that instances take in from other instances. */
  readonly takenIn: number
  /** Copies that Redis sends to instances; the publisher gets its own back. */
  readonly passedOn: number
}

const nowhere: AdapterRoute = { usesRedis: false, published: 0, takenIn: 0, passedOn: 0 }

/**
 * Where an adapter passes the messages of a load on to, read off the adapters' sources
 * (`@socket.io/redis-adapter` 8.3, `@socket.io/redis-streams-adapter` 0.3, `@socket.io/cluster-adapter` 0.3):
 *
 * - `memory` passes nothing on.
 * - `redis` subscribes every instance to all rooms by a pattern, so that each message comes to every instance, the
 *   publisher included. An instance without members of the room discards it unread; it is counted in full, which is
 *   too much for rooms of fewer members than there are instances.
 * - `redis-sharded` subscribes an instance to the rooms that it has members of. Members are dealt over the instances in
 *   turn, so these are as many as the room has members, at most all; the sender's own is among them.
 * - `redis-streams` has every instance read every message off one stream.
 * - `ipc` sends to every other worker of the Node cluster.
 *
 * Adapters that this program does not know, such as that of an external gateway, count as `ipc`: to every other instance,
 * without Redis.
 */
export function routeOf(
  offered: OfferedLoad,
  { instances, adapter }: { readonly instances: number; readonly adapter: string },
): AdapterRoute {
  if (adapter === 'memory') return nowhere
  const { websocket, upgrade, polling } = offered.messages
  const published = websocket + upgrade + polling
  const others = { published, takenIn: published * (instances - 1) }
  if (adapter === 'redis' || adapter === 'redis-streams') {
    return { usesRedis: true, ...others, passedOn: published * instances }
  }
  if (adapter === 'redis-sharded') {
    const passedOn = offered.rooms.reduce((sum, room) => sum + room.messages * Math.min(instances, room.members), 0)
    return { usesRedis: true, published, takenIn: passedOn - published, passedOn }
  }
  return instances === 1 ? nowhere : { usesRedis: false, ...others, passedOn: 0 }
}
