import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Layout } from '../../load/layout.ts'

const anyLayout = fc
  .record({
    rooms: fc.integer({ min: 1, max: 12 }),
    members: fc.integer({ min: 1, max: 30 }),
    extra: fc.integer({ min: 0, max: 11 }),
    sendersPerRoom: fc.integer({ min: 1, max: 10 }),
    instances: fc.integer({ min: 1, max: 5 }),
    workers: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ members, extra, ...rest }) => new Layout({ ...rest, users: rest.rooms * members + (extra % rest.rooms) }))

test('every user is a member of one room, at one position', () => {
  fc.assert(
    fc.property(anyLayout, (layout) => {
      let members = 0
      for (let room = 0; room < layout.rooms; room++) {
        members += layout.membersIn(room)
        for (let member = 0; member < layout.membersIn(room); member++) {
          const user = layout.userAt(room, member)
          expect(layout.roomOf(user)).toBe(room)
          expect(layout.memberOf(user)).toBe(member)
        }
      }
      expect(members).toBe(layout.users)
    }),
  )
})

test('the members of a room are dealt over the instances, no instance having two more than another', () => {
  fc.assert(
    fc.property(anyLayout, (layout) => {
      for (let room = 0; room < layout.rooms; room++) {
        const counts = new Array<number>(layout.instances).fill(0)
        for (let member = 0; member < layout.membersIn(room); member++) {
          const instance = layout.instanceOf(layout.userAt(room, member))
          counts[instance] = (counts[instance] ?? 0) + 1
        }
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
      }
    }),
  )
})

test('a message is known again by its sender and sequence number', () => {
  fc.assert(
    fc.property(anyLayout, fc.nat(100_000), (layout, message) => {
      const sender = layout.senderOf(message)
      expect(sender).toBeLessThan(layout.users)
      expect(layout.roomOf(sender)).toBe(layout.roomOfMessage(message))
      expect(layout.messageOf(sender, layout.sequenceOf(message))).toBe(message)
    }),
  )
})

test('the sequence numbers of a sender are 0, 1, 2, ... in the order of the schedule', () => {
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

test('a user who never sends has no messages', () => {
  const layout = new Layout({ users: 20, rooms: 2, sendersPerRoom: 3, instances: 1, workers: 1 })
  expect(layout.messageOf(6, 0)).toBe(-1)
  expect(layout.messageOf(5, 0)).toBe(5)
})

test('a room smaller than its share of senders has as many senders as members', () => {
  expect(new Layout({ users: 6, rooms: 3, sendersPerRoom: 10, instances: 1, workers: 1 }).sendersPerRoom).toBe(2)
})
