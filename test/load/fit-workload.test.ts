import { describe, expect, test } from 'vitest'
import { fitWorkload } from '../../load/fit-workload.ts'
import { Ledger } from '../../load/ledger.ts'
import { offeredLoadOf } from '../../load/offered-load-of.ts'
import { layoutOf } from '../../load/plan-layout.ts'
import { referenceTraits } from '../support/reference-traits.ts'
import { workloadOf } from '../support/trial-options.ts'

const roomless = { ...referenceTraits, rooms: false }
const inRooms = workloadOf(5, 10, 1000, {
  rooms: [
    { rooms: 2, members: 5, weight: 1 },
    { rooms: 1, members: 3, weight: 1 },
  ],
  messages: { sendersPerRoom: 4, acknowledged: true },
})

test('a gateway that can do everything gets the workload as it is', () => {
  expect(fitWorkload(inRooms, referenceTraits)).toEqual(inRooms)
})

describe('without rooms', () => {
  test('all users are in one, with as many senders as before', () => {
    const { rooms, messages } = fitWorkload(inRooms, roomless)
    expect(rooms).toEqual([{ rooms: 1, members: 13, weight: 1 }])
    expect(messages?.sendersPerRoom).toBe(4 + 4 + 3)
  })

  test('those who connect first to warm the gateway are in the room as well', () => {
    const arriving = { ...inRooms, connects: { ...inRooms.connects, warmUpUsers: 6 }, messages: undefined }
    const fitted = fitWorkload(arriving, roomless)
    const layout = layoutOf(fitted, { instances: 1, workers: 1 })
    expect(fitted.connects.warmUpUsers).toBe(6)
    expect([0, 5, 6, 12].map((user) => layout.roomOf(user))).toEqual([0, 0, 0, 0])
  })

  test('ten thousand users who all send are booked in a few megabytes', () => {
    const crowd = workloadOf(20, 100, 1000, {
      rooms: [{ rooms: 500, members: 20, weight: 1 }],
      messages: { sendersPerRoom: 20 },
    })
    const fitted = fitWorkload(crowd, roomless)
    const layout = layoutOf(fitted, { instances: 1, workers: 1 })
    const before = process.memoryUsage().arrayBuffers
    const ledger = new Ledger({ layout, worker: 0, messages: 120, firstCounted: 20, traits: roomless })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024)
    for (let receiver = 0; receiver < layout.users; receiver++) {
      ledger.record(receiver, layout.senderOf(50), layout.sequenceOf(50), 1_000_000, 1005)
    }
    expect(ledger.totals).toMatchObject({ delivered: 10_000, duplicated: 0, reordered: 0, unexpected: 0 })
  })
})

test('where nothing is acknowledged no acknowledgement is asked for', () => {
  expect(fitWorkload(inRooms, { ...referenceTraits, acknowledges: false }).messages?.acknowledged).toBe(false)
})

test('where users always ask for an acknowledgement they do so in every scenario', () => {
  const silent = workloadOf(5, 10, 1000)
  expect(silent.messages?.acknowledged).toBe(false)
  expect(fitWorkload(silent, { ...referenceTraits, asksAlways: true }).messages?.acknowledged).toBe(true)
  expect(fitWorkload(silent, referenceTraits).messages?.acknowledged).toBe(false)
})

describe('what is offered', () => {
  const fitted = fitWorkload(workloadOf(5, 10, 1000), referenceTraits)
  const deliveriesWith = (traits: Partial<typeof referenceTraits>): number =>
    offeredLoadOf(fitted, { ...referenceTraits, ...traits }).deliveries.websocket

  test('is a copy for everyone in the room', () => {
    expect(deliveriesWith({})).toBe(50)
  })

  test('is a copy less where the sender gets none', () => {
    expect(deliveriesWith({ senderReceives: false })).toBe(40)
  })

  test('is no copy at all where nothing is relayed', () => {
    expect(deliveriesWith({ relays: false, senderReceives: false })).toBe(0)
  })
})
