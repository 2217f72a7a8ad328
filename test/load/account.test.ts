import { expect, test } from 'vitest'
import { accountOf } from '../../load/account.ts'
import type { Evidence } from '../../load/evidence.ts'
import type { WorkerResult } from '../../load/worker/protocol.ts'
import { workloadOf } from '../support/trial-options.ts'
import { referenceTraits } from '../support/reference-traits.ts'

const members = 4
const messages = 10
const warmUp = 2
/** Ten messages a second for a second, the first two of them warm-up; one room, one sender, one worker. */
const workload = workloadOf(members, 10, 800, { messages: { warmUpMs: 200 } })
const reading = { target: { instances: [], redis: undefined }, workers: [] }

interface Books {
  readonly received?: readonly number[]
  readonly dropped?: readonly number[]
  readonly reached?: number
  readonly delivered?: number
}

function evidenceOf({ received, dropped = [], reached = messages, delivered }: Books) {
  const counts = received ?? new Array<number>(messages).fill(members)
  const counted = counts.slice(warmUp, reached).reduce((sum, count) => sum + count, 0)
  const result: WorkerResult = {
    recorders: {},
    totals: { delivered: delivered ?? counted, duplicated: 1, reordered: 2, unexpected: 3, handled: 0 },
    received: Uint32Array.from(counts),
    lastAt: Float64Array.from(counts, (_, message) => 5000 + message * 100 + 7),
    failures: {},
    connectTraffic: undefined,
    connectionsLost: 0,
    longestBlock: 0,
  }
  const due = reached - warmUp
  const droppedInWindow = dropped.filter((message) => message >= warmUp && message < reached).length
  const sent = [{ due, sent: due - droppedInWindow, dropped: Int32Array.from(dropped), reached }]
  return {
    workload,
    instances: 1,
    workers: 1,
    results: [result],
    messages: { from: reading, to: reading, startAt: 5000, sent, drained: true },
  } satisfies Pick<Evidence, 'workload' | 'instances' | 'workers' | 'results' | 'messages'>
}

test('what was due in the window is expected at every member', () => {
  expect(accountOf(evidenceOf({}), referenceTraits)?.counts).toEqual({
    due: 8,
    sent: 8,
    dropped: 0,
    expected: 32,
    delivered: 32,
    lost: 0,
    duplicated: 1,
    reordered: 2,
    unexpected: 3,
  })
})

test('what has not come is lost', () => {
  const received = [4, 4, 4, 4, 1, 4, 0, 4, 4, 4]
  expect(accountOf(evidenceOf({ received }), referenceTraits)?.counts).toMatchObject({
    expected: 32,
    delivered: 25,
    lost: 7,
  })
})

test('what was lost in the warm-up is of no account', () => {
  const received = [0, 1, 4, 4, 4, 4, 4, 4, 4, 4]
  expect(accountOf(evidenceOf({ received }), referenceTraits)?.counts).toMatchObject({ expected: 32, lost: 0 })
})

test('nothing is owed for a message that was dropped', () => {
  const received = [4, 4, 4, 0, 4, 4, 4, 4, 4, 4]
  const counts = accountOf(evidenceOf({ received, dropped: [3] }), referenceTraits)?.counts
  expect(counts).toMatchObject({ due: 8, sent: 7, dropped: 1, expected: 28, delivered: 28, lost: 0 })
})

test('the sender is owed nothing where a gateway does not send messages back', () => {
  const received = new Array<number>(messages).fill(members - 1)
  expect(accountOf(evidenceOf({ received }), { ...referenceTraits, senderReceives: false })?.counts).toMatchObject({
    expected: 24,
    delivered: 24,
    lost: 0,
  })
})

test('nobody is owed anything where a gateway relays nothing, and nothing is lost', () => {
  const evidence = evidenceOf({ received: new Array<number>(messages).fill(0) })
  const account = accountOf(evidence, { ...referenceTraits, relays: false, senderReceives: false })
  expect(account?.counts).toMatchObject({ due: 8, sent: 8, expected: 0, delivered: 0, lost: 0 })
  expect(account?.completion.count).toBe(0)
})

test('a run that was stopped is accounted as far as it came', () => {
  const received = [4, 4, 4, 4, 4, 0, 0, 0, 0, 0]
  expect(accountOf(evidenceOf({ received, reached: 5 }), referenceTraits)?.counts).toMatchObject({
    due: 3,
    expected: 12,
    lost: 0,
  })
})

test('completion is the time from due to the last delivery, of complete messages only', () => {
  const received = [4, 4, 4, 4, 1, 4, 4, 4, 4, 4]
  const completion = accountOf(evidenceOf({ received }), referenceTraits)?.completion
  expect(completion?.count).toBe(7)
  expect(completion?.percentile(50)).toBeCloseTo(7, 1)
})

test('books that contradict each other are refused, not averaged', () => {
  expect(() => accountOf(evidenceOf({ delivered: 31 }), referenceTraits)).toThrow(
    'the ledger contradicts itself: 32 deliveries by message, 31 one by one',
  )
})
