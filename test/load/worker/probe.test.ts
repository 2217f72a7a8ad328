import { afterEach, expect, test } from 'vitest'
import type { ChatClient } from '../../../load/client/chat-client.ts'
import { compileDialect } from '../../../load/client/compile-dialect.ts'
import { referenceDialect } from '../../../load/client/dialects/reference.ts'
import { Layout } from '../../../load/layout.ts'
import { firstProbeSequence } from '../../../load/ledger.ts'
import { onlyOver } from '../../../load/transport-shares.ts'
import { runIdOf, StampReader } from '../../../load/stamp.ts'
import { Probe } from '../../../load/worker/probe.ts'
import { VirtualUser } from '../../../load/worker/virtual-user.ts'

const runId = runIdOf(1)
const dialect = compileDialect(referenceDialect({ secret: 'secret' }))
let probe: Probe | undefined
afterEach(() => probe?.stop())

/** Users whose clients only note which of them has sent, and with which sequence number. */
function probing(layout: Layout) {
  const sent: { sender: number; sequence: number }[] = []
  const reader = new StampReader(runId)
  const users = Array.from({ length: layout.users }, (_, index) => {
    const user = new VirtualUser(index, String(layout.roomOf(index)))
    user.client = {
      emit: (_event: string, message: { text: string }) => {
        if (reader.findInText(message.text)) sent.push({ sender: reader.sender, sequence: reader.sequence })
      },
    } as unknown as ChatClient
    return user
  })
  probe = new Probe({ layout, dialect, runId, users })
  return { sent, probe }
}

const twoByTwo = new Layout({
  rooms: [{ rooms: 2, members: 4, weight: 1 }],
  transports: onlyOver('websocket'),
  sendersPerRoom: 1,
  instances: 2,
  workers: 1,
})

test('in each room one member on each instance sends', () => {
  const { sent, probe: one } = probing(twoByTwo)
  void one.run()
  expect(sent.map(({ sender }) => sender)).toEqual([0, 1, 2, 3])
  const instances = sent.map(({ sender }) => twoByTwo.instanceOf(sender))
  expect(instances.toSorted()).toEqual([0, 0, 1, 1])
  expect(sent.every(({ sequence }) => sequence >= firstProbeSequence)).toBe(true)
})

test('it is over when every member has heard every instance, and not before', async () => {
  const { probe: one } = probing(twoByTwo)
  let over = false
  const run = one.run().then(() => (over = true))
  const pairs = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((receiver) =>
    [0, 1, 2, 3].filter((sender) => sender % 2 === receiver % 2).map((sender) => [receiver, sender] as const),
  )
  for (const [receiver, sender] of pairs.slice(0, -1)) one.record(receiver, sender)
  await Promise.resolve()
  expect(over).toBe(false)
  expect(one.state().missing).toBe(1)
  const [receiver = 0, sender = 0] = pairs.at(-1) ?? []
  one.record(receiver, sender)
  await run
  expect(one.state()).toEqual({ missing: 0, example: undefined })
})

test('who hears nothing, and from where, is said in words', () => {
  const { probe: one } = probing(twoByTwo)
  void one.run()
  for (let receiver = 0; receiver < 8; receiver++) one.record(receiver, receiver % 2)
  expect(one.state()).toEqual({ missing: 8, example: 'user 0 on instance 1 hears nothing sent on instance 2' })
})

test('a probe that comes twice counts once', () => {
  const { probe: one } = probing(twoByTwo)
  void one.run()
  for (let copy = 0; copy < 5; copy++) for (const sender of [0, 2]) one.record(0, sender)
  expect(one.state().missing).toBe(7)
})

test('probes that come before this process sends its own are counted', async () => {
  const { probe: one } = probing(twoByTwo)
  for (let receiver = 0; receiver < 8; receiver++) {
    for (const sender of [0, 1, 2, 3]) if (sender % 2 === receiver % 2) one.record(receiver, sender)
  }
  expect(one.state().missing).toBe(0)
  await one.run()
})

test('one member on each instance sends also where transports are mixed', () => {
  const mixed = new Layout({
    rooms: [
      { rooms: 3, members: 9, weight: 1 },
      { rooms: 1, members: 2, weight: 1 },
    ],
    transports: { websocket: 0.5, upgrade: 0, polling: 0.5 },
    sendersPerRoom: 1,
    instances: 3,
    workers: 1,
  })
  const { sent, probe: one } = probing(mixed)
  void one.run()
  const ways = sent.map(({ sender }) => `${mixed.roomOf(sender)}/${mixed.instanceOf(sender)}`)
  expect(new Set(ways).size).toBe(ways.length)
  expect(ways).toHaveLength(3 * 3 + 2)
})
