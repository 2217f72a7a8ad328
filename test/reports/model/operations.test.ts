import { describe, expect, test } from 'vitest'
import { costMeanings } from '../../../reports/model/cost-meanings.ts'
import { costIds } from '../../../reports/model/cost-model.ts'
import { operationsOf } from '../../../reports/model/operations.ts'
import { byTransport, fanOutLoad } from '../../support/offered-load.ts'

const single = { instances: 1, adapter: 'memory' }
const load = fanOutLoad({ members: 100, rate: 50, payloadBytes: 128 })

describe('what a load makes a single instance do', () => {
  test('is one message in and a delivery to each member', () => {
    const { perInstance } = operationsOf(load, single)
    expect(perInstance).toMatchObject({ message: 50, delivery: 5000, deliveryByte: 640_000, 'idle.websocket': 100 })
  })

  test('needs neither publishing nor Redis', () => {
    const { perInstance, redis } = operationsOf(load, single)
    expect(perInstance).toMatchObject({ publish: 0, broadcast: 0 })
    expect(redis).toEqual({})
  })

  test('counts upgraded users as websockets, but not as they connect', () => {
    const upgrade = { users: byTransport({ upgrade: 10 }), connects: byTransport({ upgrade: 3 }) }
    const { perInstance } = operationsOf(
      fanOutLoad({}, { ...upgrade, messages: byTransport({ upgrade: 7 }), deliveries: byTransport({ upgrade: 70 }) }),
      single,
    )
    expect(perInstance).toMatchObject({ 'idle.websocket': 10, message: 7, delivery: 70, poll: 0 })
    expect(perInstance).toMatchObject({ 'connect.upgrade': 3, 'connect.websocket': 0 })
  })

  test('is a request for each message, delivery and acknowledgement of a polling user', () => {
    const polling = { messages: byTransport({ polling: 5 }), deliveries: byTransport({ polling: 20 }) }
    const { perInstance } = operationsOf(fanOutLoad({}, { ...polling, acknowledged: true }), single)
    expect(perInstance).toMatchObject({ message: 5, poll: 5, pollDelivery: 25, ack: 0, delivery: 0 })
  })

  test('acknowledges each message of a websocket where acknowledgements are asked for', () => {
    expect(operationsOf({ ...load, acknowledged: true }, single).perInstance.ack).toBe(50)
    expect(operationsOf(load, single).perInstance.ack).toBe(0)
  })

  test('is woken by each message', () => {
    expect(operationsOf(load, single).wakeEvents).toBe(50)
  })
})

describe('what a load makes a cluster do', () => {
  test('deals users, messages and deliveries over the instances', () => {
    const { perInstance } = operationsOf(load, { instances: 4, adapter: 'redis' })
    expect(perInstance).toMatchObject({ instance: 1, 'idle.websocket': 25, message: 12.5, delivery: 1250 })
  })

  test.each(['redis', 'redis-streams', 'ipc'])('has all other instances take in a broadcast by %s', (adapter) => {
    const { perInstance, wakeEvents } = operationsOf(load, { instances: 4, adapter })
    expect(perInstance).toMatchObject({ publish: 12.5, broadcast: 37.5, broadcastByte: 4800 })
    expect(wakeEvents).toBe(50)
  })

  test.each(['redis', 'redis-streams'])('has Redis pass a message on to all instances by %s', (adapter) => {
    const { redis } = operationsOf(load, { instances: 4, adapter })
    expect(redis).toEqual({ 'redis.base': 1, 'redis.publish': 50, 'redis.delivery': 200, 'redis.byte': 250 * 128 })
  })

  test('passes messages on only to instances with members of the room where channels are sharded', () => {
    const small = fanOutLoad({ rooms: 50, members: 2, rate: 100 })
    const { perInstance, redis } = operationsOf(small, { instances: 10, adapter: 'redis-sharded' })
    expect(perInstance.broadcast).toBe(10)
    expect(redis).toMatchObject({ 'redis.publish': 100, 'redis.delivery': 200 })
  })

  test('passes messages on to all instances where channels are sharded and rooms are large', () => {
    const { perInstance } = operationsOf(load, { instances: 4, adapter: 'redis-sharded' })
    expect(perInstance.broadcast).toBe(37.5)
  })

  test('publishes from a lone instance on Redis, which nobody else takes in', () => {
    const { perInstance, redis } = operationsOf(load, { instances: 1, adapter: 'redis' })
    expect(perInstance).toMatchObject({ publish: 50, broadcast: 0 })
    expect(redis).toMatchObject({ 'redis.delivery': 50 })
  })

  test('uses no Redis between the workers of a Node cluster', () => {
    expect(operationsOf(load, { instances: 2, adapter: 'ipc' }).redis).toEqual({})
  })

  test('publishes nothing from a lone instance of an unknown kind', () => {
    expect(operationsOf(load, { instances: 1, adapter: 'unknown' }).perInstance.publish).toBe(0)
  })

  test.each([0, -1, 1.5, Number.NaN])('refuses %d instances', (instances) => {
    expect(() => operationsOf(load, { instances, adapter: 'redis' })).toThrow(RangeError)
  })
})

test('every operation that is counted has a meaning', () => {
  const { perInstance, redis } = operationsOf(load, { instances: 2, adapter: 'redis' })
  const counted = [...Object.keys(perInstance), ...Object.keys(redis), 'wake', 'deliveryWake']
  expect(counted.toSorted()).toEqual([...costIds].toSorted())
  expect(Object.keys(costMeanings)).toEqual([...costIds])
})

test('a message to polling users is counted once for each instance that has any of the room', () => {
  const users = { websocket: 75, upgrade: 0, polling: 25 }
  const rooms = [{ rooms: 5, members: 20, messages: 50 }]
  const toPolling = (instances: number, of = users) =>
    operationsOf({ ...load, users: of, rooms }, { instances, adapter: 'redis' }).perInstance.pollBroadcast
  // Five polling members of each room, so both instances have some, and so have four.
  expect(toPolling(2)).toBeCloseTo((50 * 2) / 2, 9)
  expect(toPolling(4)).toBeCloseTo((50 * 4) / 4, 9)
  expect(toPolling(8)).toBeCloseTo((50 * 5) / 8, 9)
  expect(toPolling(2, { websocket: 100, upgrade: 0, polling: 0 })).toBe(0)
})
