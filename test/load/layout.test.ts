import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { transports, type Transport } from '../../load/client/chat-client.ts'
import { Layout } from '../../load/layout.ts'
import { evenRooms, usersIn } from '../../load/rooms.ts'
import { onlyOver } from '../../load/transport-shares.ts'

const alone = { sendersPerRoom: 3, instances: 1, workers: 1, transports: onlyOver('websocket') } as const

const anyShares = fc
  .tuple(fc.nat(10), fc.nat(10), fc.nat(10))
  .filter((parts) => parts.some((part) => part > 0))
  .map(([websocket, upgrade, polling]) => {
    const sum = websocket + upgrade + polling
    return { websocket: websocket / sum, upgrade: upgrade / sum, polling: polling / sum }
  })

const anyGroup = fc.record({
  rooms: fc.integer({ min: 1, max: 8 }),
  members: fc.integer({ min: 1, max: 30 }),
  weight: fc.integer({ min: 1, max: 12 }),
})

const anyOptions = fc.record({
  rooms: fc.array(anyGroup, { minLength: 1, maxLength: 4 }),
  transports: anyShares,
  sendersPerRoom: fc.integer({ min: 1, max: 10 }),
  instances: fc.integer({ min: 1, max: 5 }),
  workers: fc.integer({ min: 1, max: 4 }),
})

const anyLayout = anyOptions.map((options) => new Layout(options))

const membersOf = (layout: Layout, room: number): number[] =>
  Array.from({ length: layout.membersIn(room) }, (_, member) => layout.userAt(room, member))

const roomsOf = (layout: Layout): number[] => Array.from({ length: layout.rooms }, (_, room) => room)

/** How many of the users each of `parties` has. */
function countBy(users: readonly number[], parties: number, partyOf: (user: number) => number): number[] {
  const counts = new Array<number>(parties).fill(0)
  for (const user of users) counts[partyOf(user)] = (counts[partyOf(user)] ?? 0) + 1
  return counts
}

const spread = (counts: readonly number[]): number => Math.max(...counts) - Math.min(...counts)

describe('rooms', () => {
  test('have every user as a member once, at one position', () => {
    fc.assert(
      fc.property(anyLayout, (layout) => {
        const seen = new Set<number>()
        for (const room of roomsOf(layout)) {
          for (const [member, user] of membersOf(layout, room).entries()) {
            expect([layout.roomOf(user), layout.memberOf(user)]).toEqual([room, member])
            seen.add(user)
          }
        }
        expect(seen.size).toBe(layout.users)
        expect(Math.max(...seen)).toBe(layout.users - 1)
      }),
    )
  })

  test('have the sizes of their groups, the largest first', () => {
    fc.assert(
      fc.property(anyOptions, (options) => {
        const layout = new Layout(options)
        const sizes = roomsOf(layout).map((room) => layout.membersIn(room))
        const asked = options.rooms.flatMap(({ rooms, members }) => new Array<number>(rooms).fill(members))
        expect(sizes).toEqual(asked.toSorted((one, other) => other - one))
        for (const room of roomsOf(layout)) {
          expect(options.rooms[layout.groupOf(room)]?.members).toBe(layout.membersIn(room))
        }
      }),
    )
  })

  test('have as many senders as members where they are small', () => {
    const layout = new Layout({ ...alone, sendersPerRoom: 10, rooms: evenRooms(6, 3) })
    expect(layout.sendersIn(0)).toBe(2)
  })
})

describe('instances', () => {
  test('have the members of a room in turn, none having two more than another', () => {
    fc.assert(
      fc.property(anyLayout, (layout) => {
        for (const room of roomsOf(layout)) {
          const counts = countBy(membersOf(layout, room), layout.instances, (user) => layout.instanceOf(user))
          expect(spread(counts)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test('have the members of a room by each transport in turn as well', () => {
    fc.assert(
      fc.property(anyLayout, fc.constantFrom(...transports), (layout, transport) => {
        for (const room of roomsOf(layout)) {
          const same = membersOf(layout, room).filter((user) => layout.transportOf(user) === transport)
          const counts = countBy(same, layout.instances, (user) => layout.instanceOf(user))
          expect(spread(counts)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test.each([
    ['rooms of an odd size', 7, 0.5],
    ['a transport that few rooms have a user of', 2, 0.05],
  ])('are even over all rooms, with %s', (_, members, polling) => {
    const shares = { websocket: 1 - polling, upgrade: 0, polling }
    const layout = new Layout({
      ...alone,
      rooms: [{ rooms: 120, members, weight: 1 }],
      transports: shares,
      instances: 3,
    })
    const everybody = Array.from({ length: layout.users }, (_, user) => user)
    for (const transport of ['websocket', 'polling'] as const) {
      const same = everybody.filter((user) => layout.transportOf(user) === transport)
      expect(spread(countBy(same, 3, (user) => layout.instanceOf(user)))).toBeLessThanOrEqual(2)
    }
  })
})

test('workers have the users of every transport in turn', () => {
  fc.assert(
    fc.property(anyLayout, (layout) => {
      const everybody = Array.from({ length: layout.users }, (_, user) => user)
      expect(spread(countBy(everybody, layout.workers, (user) => layout.workerOf(user)))).toBeLessThanOrEqual(1)
      for (const transport of transports) {
        const same = everybody.filter((user) => layout.transportOf(user) === transport)
        expect(spread(countBy(same, layout.workers, (user) => layout.workerOf(user)))).toBeLessThanOrEqual(1)
      }
    }),
  )
})

describe('messages', () => {
  test('are known again by their sender and sequence number', () => {
    fc.assert(
      fc.property(anyLayout, fc.nat(100_000), (layout, message) => {
        const sender = layout.senderOf(message)
        expect(sender).toBeLessThan(layout.users)
        expect(layout.roomOf(sender)).toBe(layout.roomOfMessage(message))
        expect(layout.messageOf(sender, layout.sequenceOf(message))).toBe(message)
      }),
    )
  })

  test('of a sender are numbered 0, 1, 2, ... in the order of the schedule', () => {
    fc.assert(
      fc.property(anyLayout, (layout) => {
        const next = new Map<number, number>()
        for (let message = 0; message < 200; message++) {
          const sender = layout.senderOf(message)
          expect(layout.sequenceOf(message)).toBe(next.get(sender) ?? 0)
          next.set(sender, layout.sequenceOf(message) + 1)
        }
      }),
    )
  })

  test('are dealt over the senders of a room in turn', () => {
    fc.assert(
      fc.property(anyLayout, (layout) => {
        const sent = new Map<number, number>()
        for (let message = 0; message < 300; message++) {
          const sender = layout.senderOf(message)
          sent.set(sender, (sent.get(sender) ?? 0) + 1)
        }
        for (const room of roomsOf(layout)) {
          const senders = membersOf(layout, room).slice(0, layout.sendersIn(room))
          expect(spread(senders.map((user) => sent.get(user) ?? 0))).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test('of a user who never sends, or who does not exist, there are none', () => {
    const layout = new Layout({ ...alone, rooms: evenRooms(20, 2) })
    expect(layout.messageOf(6, 0)).toBe(-1)
    expect(layout.messageOf(5, 0)).toBe(5)
    expect(layout.messageOf(20, 0)).toBe(-1)
  })
})

test('users of one transport in rooms of one size are placed by plain arithmetic', () => {
  const anyTransport = fc.constantFrom<Transport>(...transports)
  const few = fc.integer({ min: 1, max: 5 })
  fc.assert(
    fc.property(
      anyTransport,
      fc.nat(120),
      few,
      few,
      few,
      few,
      (transport, more, rooms, senders, instances, workers) => {
        const users = rooms * senders + more
        const layout = new Layout({
          rooms: evenRooms(users, rooms),
          transports: onlyOver(transport),
          sendersPerRoom: senders,
          instances,
          workers,
        })
        for (let user = 0; user < users; user++) {
          const member = Math.floor(user / rooms)
          expect(layout.roomOf(user)).toBe(user % rooms)
          expect(layout.memberOf(user)).toBe(member)
          expect(layout.instanceOf(user)).toBe((member + (user % rooms)) % instances)
          expect(layout.workerOf(user)).toBe(user % workers)
          expect(layout.transportOf(user)).toBe(transport)
        }
        for (let message = 0; message < 50; message++) {
          const turn = Math.floor(message / rooms)
          expect(layout.senderOf(message)).toBe((message % rooms) + rooms * (turn % senders))
          expect(layout.sequenceOf(message)).toBe(Math.floor(turn / senders))
        }
      },
    ),
  )
})

test('the users are those of all groups', () => {
  fc.assert(
    fc.property(anyOptions, (options) => {
      expect(new Layout(options).users).toBe(usersIn(options.rooms))
    }),
  )
})
