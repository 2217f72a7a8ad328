import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { Layout } from '../../load/layout.ts'
import { Ledger } from '../../load/ledger.ts'
import { everyMember } from '../../load/owed.ts'
import { onlyOver } from '../../load/transport-shares.ts'

/** Two rooms of six, the users on both instances. */
const layoutOver = (workers: number): Layout =>
  new Layout({
    rooms: [{ rooms: 2, members: 6, weight: 1 }],
    transports: onlyOver('websocket'),
    sendersPerRoom: 3,
    instances: 2,
    workers,
  })
const layout = layoutOver(1)
const messages = 60
const firstCounted = 12

let ledger: Ledger
beforeEach(() => {
  ledger = new Ledger({ layout, worker: 0, messages, firstCounted, traits: everyMember })
})

/** Delivers a message to a user, due at 1,000 ms and received so long after. */
function deliver(message: number, receiver: number, afterMs = 5): void {
  ledger.record(receiver, layout.senderOf(message), layout.sequenceOf(message), 1_000_000, 1000 + afterMs)
}

function membersOf(message: number): number[] {
  const room = layout.roomOfMessage(message)
  return Array.from({ length: layout.membersIn(room) }, (_, member) => layout.userAt(room, member))
}

describe('a delivery', () => {
  test('of a message in the window counts', () => {
    deliver(firstCounted, membersOf(firstCounted)[1] ?? -1)
    expect(ledger.totals).toMatchObject({ delivered: 1, handled: 1, unexpected: 0 })
    expect(ledger.received[firstCounted]).toBe(1)
  })

  test('of a warm-up message is handled, not counted', () => {
    deliver(firstCounted - 1, membersOf(firstCounted - 1)[1] ?? -1)
    expect(ledger.totals).toMatchObject({ delivered: 0, handled: 1 })
  })

  test('that comes again is a duplicate', () => {
    const [member = -1] = membersOf(20)
    deliver(20, member)
    deliver(20, member)
    expect(ledger.totals).toMatchObject({ delivered: 1, duplicated: 1 })
  })

  test('that comes again after the message was complete is a duplicate', () => {
    const members = membersOf(20)
    for (const member of members) deliver(20, member)
    deliver(20, members[3] ?? -1)
    expect(ledger.totals).toMatchObject({ delivered: members.length, duplicated: 1 })
  })

  test('that was overtaken by a later message of its sender is reordered', () => {
    const [member = -1] = membersOf(20)
    const later = 20 + layout.rooms * layout.sendersIn(0)
    expect(layout.senderOf(later)).toBe(layout.senderOf(20))
    deliver(later, member)
    deliver(20, member)
    expect(ledger.totals).toMatchObject({ delivered: 2, reordered: 1, duplicated: 0 })
  })

  test('that was overtaken by another sender is in order', () => {
    const [member = -1] = membersOf(20)
    deliver(22, member)
    deliver(20, member)
    expect(ledger.totals.reordered).toBe(0)
  })

  test('from the instance of the receiver is local, any other remote', () => {
    const sender = layout.senderOf(20)
    for (const member of membersOf(20)) deliver(20, member)
    const here = membersOf(20).filter((user) => layout.instanceOf(user) === layout.instanceOf(sender)).length
    expect(ledger.local.count).toBe(here)
    expect(ledger.remote.count).toBe(membersOf(20).length - here)
  })

  test('is timed from when it was due', () => {
    deliver(20, membersOf(20)[0] ?? -1, 42)
    const times = [ledger.local, ledger.remote].find(({ count }) => count === 1)
    expect(times?.percentile(50)).toBeCloseTo(42, 0)
  })

  test('is timed from the send as well, where this process sent it', () => {
    ledger.sentAt[20] = 1030
    deliver(20, membersOf(20)[0] ?? -1, 42)
    expect(ledger.service.percentile(50)).toBeCloseTo(12, 1)
  })
})

describe('a stamp that nobody is owed is unexpected and changes nothing else', () => {
  test.each([
    ['in another room', () => deliver(20, membersOf(21)[0] ?? -1)],
    ['from a user who never sends', () => ledger.record(0, 10, 0, 1_000_000, 1005)],
    ['of a message after the last', () => deliver(messages + 2, membersOf(messages + 2)[0] ?? -1)],
    ['due after it came', () => deliver(20, membersOf(20)[0] ?? -1, -1)],
    ['due hours before it came', () => deliver(20, membersOf(20)[0] ?? -1, 4_000_000)],
  ])('%s', (_, record) => {
    record()
    expect(ledger.totals).toEqual({ delivered: 0, duplicated: 0, reordered: 0, unexpected: 1, handled: 0 })
  })

  test('back at a sender who is not to get it', () => {
    const excluding = new Ledger({
      layout,
      worker: 0,
      messages,
      firstCounted,
      traits: { relays: true, senderReceives: false },
    })
    const sender = layout.senderOf(20)
    excluding.record(sender, sender, layout.sequenceOf(20), 1_000_000, 1005)
    expect(excluding.totals).toMatchObject({ delivered: 0, unexpected: 1 })
    expect(excluding.owedHere(layout.roomOfMessage(20), sender)).toBe(membersOf(20).length - 1)
  })
})

test('of a gateway that relays nothing any stamp is unexpected, and nobody is owed one', () => {
  const none = new Ledger({
    layout,
    worker: 0,
    messages,
    firstCounted,
    traits: { relays: false, senderReceives: false },
  })
  const [member = -1] = membersOf(20)
  none.record(member, layout.senderOf(20), layout.sequenceOf(20), 1_000_000, 1005)
  expect(none.totals).toEqual({ delivered: 0, duplicated: 0, reordered: 0, unexpected: 1, handled: 0 })
  expect(none.owedHere(layout.roomOfMessage(20), layout.senderOf(20))).toBe(0)
})

test('whoever waits for all deliveries is told when the last different one has come', async () => {
  let told = false
  const all = ledger.whenReceived(2).then(() => (told = true))
  const [one = -1, other = -1] = membersOf(20)
  deliver(20, one)
  deliver(20, one)
  await Promise.resolve()
  expect(told).toBe(false)
  deliver(20, other)
  await all
  expect(told).toBe(true)
})

test('whoever asks for what has come already is told at once', async () => {
  deliver(20, membersOf(20)[0] ?? -1)
  await ledger.whenReceived(1)
})

test('any mixture of loss, repetition and disorder is booked exactly, over any number of workers', () => {
  const events = fc.array(fc.tuple(fc.nat(messages - 1), fc.nat(5)), { maxLength: 400 })
  fc.assert(
    fc.property(events, fc.integer({ min: 1, max: 3 }), (list, workers) => {
      const shared = layoutOver(workers)
      const ledgers = Array.from(
        { length: workers },
        (_, worker) => new Ledger({ layout: shared, worker, messages, firstCounted, traits: everyMember }),
      )
      const expected = { delivered: 0, duplicated: 0, reordered: 0, unexpected: 0, handled: 0 }
      const seen = new Set<string>()
      const last = new Map<string, number>()
      for (const [message, member] of list) {
        const sender = shared.senderOf(message)
        const receiver = shared.userAt(shared.roomOfMessage(message), member)
        const sequence = shared.sequenceOf(message)
        ledgers[shared.workerOf(receiver)]?.record(receiver, sender, sequence, 1_000_000, 1005)
        expected.handled++
        const counted = message >= firstCounted
        if (seen.has(`${message}/${receiver}`)) {
          if (counted) expected.duplicated++
          continue
        }
        seen.add(`${message}/${receiver}`)
        const before = last.get(`${sender}/${receiver}`) ?? -1
        if (counted) expected.delivered++
        if (counted && sequence < before) expected.reordered++
        last.set(`${sender}/${receiver}`, Math.max(before, sequence))
      }
      const sum = { delivered: 0, duplicated: 0, reordered: 0, unexpected: 0, handled: 0 }
      for (const { totals } of ledgers) {
        for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += totals[key]
      }
      expect(sum).toEqual(expected)
    }),
  )
})
