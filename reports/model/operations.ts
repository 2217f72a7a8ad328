import type { ByTransport, OfferedLoad } from '../../load/offered-load.ts'
import { routeOf } from './adapter-route.ts'
import type { CostId } from './cost-model.ts'

/** How often each operation is done, per second; operations that are not done may be left out. */
export type OperationCounts = Readonly<Partial<Record<CostId, number>>>

/** How many instances share the work, and what carries broadcasts between them. */
export interface Deployment {
  readonly instances: number
  /** As in reports: memory, redis, redis-sharded, redis-streams, ipc or unknown. */
  readonly adapter: string
}

/** What a load makes a gateway and its Redis do, per second. */
export interface Operations {
  /** Of one instance; users and messages are dealt over the instances evenly. Without `wake`, see `predict.ts`. */
  readonly perInstance: OperationCounts
  readonly instances: number
  /** Empty where the adapter does not use Redis. */
  readonly redis: OperationCounts
  /** Messages that come to an instance from users and from other instances, per second. */
  readonly wakeEvents: number
}

/**
 * Counts what a load makes a gateway do.
 *
 * - Upgraded users count as websockets in everything but connecting.
 * - A message of a polling user is one POST, a delivery to one is the answer to one GET, and so is an acknowledgement.
 * - A message is published once, by the instance that received it; see {@link routeOf} for who takes it in. An instance's
 *   own messages come back from Redis while it is still awake, so they are no wake event.
 *
 * Throws a `RangeError` unless there is at least one instance.
 */
export function operationsOf(offered: OfferedLoad, deployment: Deployment): Operations {
  const { instances } = deployment
  if (!Number.isInteger(instances) || instances < 1) {
    throw new RangeError(`a deployment has 1 instance or more, not ${instances}`)
  }
  const { connects, users, messages, deliveries, payloadBytes } = offered
  const received = sum(messages)
  const acknowledged = offered.acknowledged ? 1 : 0
  const route = routeOf(offered, deployment)
  const perSecond: OperationCounts = {
    'connect.websocket': connects.websocket,
    'connect.upgrade': connects.upgrade,
    'connect.polling': connects.polling,
    'idle.websocket': sockets(users),
    'idle.polling': users.polling,
    message: received,
    messageByte: received * payloadBytes,
    ack: acknowledged * sockets(messages),
    delivery: sockets(deliveries),
    deliveryByte: sockets(deliveries) * payloadBytes,
    poll: messages.polling,
    pollDelivery: deliveries.polling + acknowledged * messages.polling,
    pollDeliveryByte: deliveries.polling * payloadBytes,
    pollBroadcast: toPollingInstances(offered, instances),
    publish: route.published,
    broadcast: route.takenIn,
    broadcastByte: route.takenIn * payloadBytes,
  }
  const redis: OperationCounts = {
    'redis.base': 1,
    'redis.publish': route.published,
    'redis.delivery': route.passedOn,
    'redis.byte': (route.published + route.passedOn) * payloadBytes,
  }
  return {
    perInstance: { instance: 1, ...shared(perSecond, instances) },
    instances,
    redis: route.usesRedis ? redis : {},
    wakeEvents: (received + route.takenIn) / instances,
  }
}

/**
 * Messages per second that go to polling users, once for each instance that has any of the room: polling users are dealt over
 * rooms and instances evenly.
 */
function toPollingInstances({ rooms, users }: OfferedLoad, instances: number): number {
  if (users.polling === 0) return 0
  const share = users.polling / sum(users)
  return rooms.reduce((all, { members, messages }) => all + messages * Math.min(instances, members * share), 0)
}

function sockets(by: ByTransport): number {
  return by.websocket + by.upgrade
}

function sum(by: ByTransport): number {
  return by.websocket + by.upgrade + by.polling
}

function shared(counts: OperationCounts, instances: number): OperationCounts {
  return Object.fromEntries(Object.entries(counts).map(([id, count]) => [id, count / instances]))
}
