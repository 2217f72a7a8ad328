import { expect, test } from 'vitest'
import { offeredOf } from '../../../load/fleet/fleet-offered.ts'
import { mergeWorkerLogs, type Merged } from '../../../load/fleet/merge.ts'
import { logsOf, type Happening } from '../../support/fleet-world.ts'

const toRoom = (room: number, users: readonly number[], sends: number): Happening[] => [
  ...users.map((user): Happening => ({ kind: 'join', at: 1000, user, room })),
  ...Array.from({ length: sends }, (_, n): Happening => {
    return { kind: 'send', at: 3000 + n, user: users[0] ?? 0, room, received: new Map(users.map((user) => [user, 1])) }
  }),
]

/** Two rooms of two and one of four; ten messages, all of 100 bytes. */
function merged(counters: Merged['counters']): Merged {
  const happenings = [...toRoom(0, [0, 1], 2), ...toRoom(1, [2, 3], 2), ...toRoom(2, [4, 5, 6, 7], 6)]
  const logs = logsOf(
    happenings.sort((a, b) => a.at - b.at),
    8,
    (user) => user % 3,
  )
  return { ...mergeWorkerLogs(logs), counters, series: { connected: { from: 0, values: [3, 8, 0] } } }
}

const counters = { 'connects.websocket': 6, 'connects.polling': 2, 'payload.bytes': 1000, acks: 10 }

test('a fleet offers what it sent, by transport and by size of rooms', () => {
  expect(offeredOf(merged(counters), 2000)).toEqual({
    users: { websocket: 6, upgrade: 0, polling: 2 },
    connects: { websocket: 3, upgrade: 0, polling: 1 },
    messages: { websocket: 3.75, upgrade: 0, polling: 1.25 },
    deliveries: { websocket: 12, upgrade: 0, polling: 4 },
    payloadBytes: 100,
    acknowledged: true,
    rooms: [
      { rooms: 2, members: 2, messages: 2 },
      { rooms: 1, members: 4, messages: 3 },
    ],
  })
})

test.each([
  ['by which transport users came', { 'payload.bytes': 1000 }],
  ['how long the texts were', { 'connects.websocket': 8 }],
])('nothing is claimed where nobody has counted %s', (_, counted) => {
  expect(offeredOf(merged(counted), 2000)).toBeUndefined()
})
