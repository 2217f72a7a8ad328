import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fleetFaults } from '../../../load/fleet/fleet-faults.ts'
import { mergeWorkerLogs } from '../../../load/fleet/merge.ts'
import type { WorkerLog } from '../../../load/fleet/worker-log.ts'
import { Recorder } from '../../../load/recorder.ts'
import { logsOf, type Happening } from '../../support/fleet-world.ts'

const users = 12
const everyone = Array.from({ length: users }, (_, user) => user)

/** Everybody in one room from 1 s on. */
const allJoined = everyone.map((user): Happening => ({ kind: 'join', at: 1000, user, room: 0 }))
const toAll = new Map(everyone.map((user) => [user, 1]))

function without(...missing: readonly number[]): Map<number, number> {
  return new Map([...toAll].filter(([user]) => !missing.includes(user)))
}

function send(at: number, received: ReadonlyMap<number, number>, more: object = {}): Happening {
  return { kind: 'send', at, user: 0, room: 0, received, ...more }
}

function ledgerOf(happenings: readonly Happening[], workers = 3): ReturnType<typeof mergeWorkerLogs>['ledger'] {
  return mergeWorkerLogs(logsOf(happenings, users, (user) => user % workers)).ledger
}

describe('a message is owed to those who are certainly in the room', () => {
  test('and delivered where they have it', () => {
    const ledger = ledgerOf([...allJoined, send(2000, toAll)])
    expect(ledger).toMatchObject({ sent: 1, expected: users, delivered: users, lost: 0, edge: 0, unexpected: 0 })
  })

  test('and lost where they do not, with an example', () => {
    const ledger = ledgerOf([...allJoined, send(2000, without(3, 4))])
    expect(ledger).toMatchObject({ expected: users, delivered: users - 2, lost: 2 })
    expect(ledger.examples).toMatchObject([{ room: 'room 0', sequence: 0, owed: users, delivered: users - 2 }])
  })

  test('not to one who has not joined yet: what comes before the join is at the edge', () => {
    const ledger = ledgerOf([...allJoined, send(999, toAll)].sort((a, b) => a.at - b.at))
    expect(ledger).toMatchObject({ expected: 0, delivered: 0, edge: users, unexpected: 0 })
  })

  test('not to one who leaves within the grace', () => {
    const leaving: Happening = { kind: 'leave', at: 3999, user: 5, room: 0 }
    expect(ledgerOf([...allJoined, send(2000, without(5)), leaving])).toMatchObject({ expected: users - 1, lost: 0 })
    expect(ledgerOf([...allJoined, send(2000, toAll), leaving])).toMatchObject({ expected: users - 1, edge: 1 })
  })

  test('still to one who leaves after the grace', () => {
    const leaving: Happening = { kind: 'leave', at: 4001, user: 5, room: 0 }
    expect(ledgerOf([...allJoined, send(2000, without(5)), leaving])).toMatchObject({ expected: users, lost: 1 })
  })

  test('not to a sender who is excluded, and what it gets back is unexpected', () => {
    const excluding = { excluding: true }
    expect(ledgerOf([...allJoined, send(2000, without(0), excluding)])).toMatchObject({ expected: users - 1, lost: 0 })
    expect(ledgerOf([...allJoined, send(2000, toAll, excluding)])).toMatchObject({ lost: 0, unexpected: 1 })
  })

  test('and skipped, not lost, where it was volatile', () => {
    const ledger = ledgerOf([...allJoined, send(2000, without(1, 2), { volatile: true })])
    expect(ledger).toMatchObject({ expected: users - 2, delivered: users - 2, lost: 0, skipped: 2 })
  })
})

test('a delivery to somebody who was never in the room is unexpected', () => {
  const inRoom = allJoined.filter(({ user }) => user !== 7)
  expect(ledgerOf([...inRoom, send(2000, toAll)])).toMatchObject({ expected: users - 1, lost: 0, unexpected: 1 })
})

test('a copy is a duplicate', () => {
  const twice = new Map([...toAll, [4, 3]])
  expect(ledgerOf([...allJoined, send(2000, twice)])).toMatchObject({ delivered: users, duplicated: 2 })
})

test('between hosts, one who has just joined is owed nothing for a second', () => {
  const happenings = [...allJoined, send(1500, toAll), send(2001, toAll)]
  const logs = logsOf(happenings, users, (user) => user % 2).map((log, n) => ({ ...log, host: `host ${n}` }))
  expect(mergeWorkerLogs(logs).ledger).toMatchObject({ expected: users, delivered: users, edge: users })
  expect(mergeWorkerLogs(logs, { clockMarginMs: 0 }).ledger).toMatchObject({ expected: 2 * users, edge: 0 })
})

test('workers of one host are brought to one clock', () => {
  const ahead = (log: WorkerLog, micros: number): WorkerLog => ({
    ...log,
    clockOffsetMicros: log.clockOffsetMicros + micros,
    startedMicros: log.startedMicros + micros,
    endedMicros: log.endedMicros + micros,
  })
  const [one, other] = logsOf([...allJoined, send(1001, toAll)], users, (user) => (user === 0 ? 0 : 1))
  if (one === undefined || other === undefined) throw new Error('two workers have two logs')
  expect(mergeWorkerLogs([one, ahead(other, 5000)]).ledger).toMatchObject({
    expected: users,
    delivered: users,
    edge: 0,
  })
})

describe('a fleet that is not whole is at fault', () => {
  const logs = logsOf([...allJoined, send(2000, toAll)], users, (user) => user % 3)

  test('where the log of a worker that sent is missing', () => {
    const merged = mergeWorkerLogs(logs.slice(1))
    expect(merged.ledger).toMatchObject({ expected: 0, unexpected: 8 })
    expect(fleetFaults(merged)).toMatchObject([{ code: 'worker-log-missing' }])
  })

  test('where a worker was cut off', () => {
    const merged = mergeWorkerLogs(logs.map((log, n) => ({ ...log, complete: n !== 1 })))
    expect(fleetFaults(merged)).toMatchObject([{ code: 'worker-log-incomplete' }])
  })

  test('where there are fewer logs than workers', () => {
    expect(fleetFaults(mergeWorkerLogs(logs), 4)).toMatchObject([{ code: 'worker-count' }])
    expect(fleetFaults(mergeWorkerLogs(logs), 3)).toEqual([])
  })
})

describe('logs that do not belong together are refused', () => {
  const [log] = logsOf(allJoined, users, () => 0)
  if (log === undefined) throw new Error('one worker has a log')
  const other: WorkerLog = { ...log, worker: 'other0' }

  test.each([
    ['none at all', [], 'there is no worker log'],
    ['a worker twice', [log, log], 'is there 2 times'],
    ['of two scripts', [log, { ...other, script: 'game.yml' }], '2 scripts (chat.yml, game.yml)'],
    ['of two targets', [log, { ...other, target: 'u' }], '2 targets (t, u)'],
    ['of runs one after the other', [log, { ...other, startedMicros: log.endedMicros + 1 }], '2 runs'],
  ])('%s', (_, logs, message) => {
    expect(() => mergeWorkerLogs(logs)).toThrow(message)
  })

  test('with all problems at once', () => {
    const mixed = [log, log, { ...other, script: 'game.yml', target: 'u' }]
    expect(() => mergeWorkerLogs(mixed)).toThrow(/2 times.*\n.*2 scripts.*\n.*2 targets/)
  })

  test('unless that is asked for', () => {
    expect(mergeWorkerLogs([log, { ...other, script: 'game.yml' }], { allowMixed: true }).scripts).toHaveLength(2)
  })
})

describe('logs that do not add up are refused', () => {
  const [log] = logsOf([...allJoined, send(2000, toAll)], users, () => 0)
  if (log === undefined) throw new Error('one worker has a log')
  const totals = (changed: Partial<WorkerLog['totals']>): WorkerLog => ({
    ...log,
    totals: { ...log.totals, ...changed },
  })

  test.each([
    ['a send too many', totals({ sends: 2 }), 'messages sent: 2, and recounted 1'],
    ['a delivery too few', totals({ deliveries: 11 }), 'deliveries: 11, and recounted 12'],
    ['another counter', { ...log, counters: { deliveries: 13 } }, 'counted by worker'],
    ['a message cut off', { ...log, senders: log.senders.map((one) => ({ ...one, sends: 2 })) }, 'end within a number'],
    [
      'a receipt cut off',
      { ...log, receipts: log.receipts.map((one) => ({ ...one, packed: '' })) },
      'copy its log again',
    ],
    ['a member that there is not', { ...log, members: 3 }, 'there are 3'],
  ])('%s', (_, wrong, message) => {
    expect(() => mergeWorkerLogs([wrong])).toThrow(message)
  })
})

test('histograms, counters and failures are sums, and the CPU of a process counts once', () => {
  const durations = [1, 2, 3, 500, 4000]
  const histogram = (of: readonly number[]): string => {
    const recorder = Recorder.empty()
    for (const one of of) recorder.record(one)
    return recorder.encode()
  }
  const logs = logsOf(allJoined, users, (user) => user % 3).map((log, n) => ({
    ...log,
    process: { ...log.process, id: n < 2 ? 'one' : 'other', cpuMicros: 1000 + n, cpuBeforeMicros: 100 + n },
    counters: { emits: n },
    failures: { 'ack.ack-timeout': 1 },
    histograms: { ack: histogram(durations.slice(0, n + 3)) },
  }))
  const merged = mergeWorkerLogs(logs)
  expect(merged).toMatchObject({
    counters: { emits: 3 },
    failures: { 'ack.ack-timeout': 3 },
    processes: 2,
    cpuMicros: 2003,
    workingCpuMicros: 1801,
  })
  expect(merged.recorders.get('ack')?.encode()).toBe(histogram([0, 1, 2].flatMap((n) => durations.slice(0, n + 3))))
})

/** Worlds of three rooms in which users come, go and send, and some messages are lost, repeated or led astray. */
const worlds = fc
  .array(
    fc.record({
      kind: fc.constantFrom('join', 'leave', 'send', 'send', 'send'),
      at: fc.integer({ min: 0, max: 50_000 }),
      user: fc.nat(users - 1),
      room: fc.nat(2),
      excluding: fc.boolean(),
      volatile: fc.boolean(),
      received: fc.array(fc.tuple(fc.nat(users - 1), fc.integer({ min: 1, max: 2 })), { maxLength: users }),
    }),
    { maxLength: 60 },
  )
  .map((happenings): Happening[] =>
    happenings
      .sort((a, b) => a.at - b.at)
      .map((one) => ({ ...one, kind: one.kind as 'send', received: new Map(one.received) })),
  )

test('the ledger does not depend on how users are divided over workers, or on the order of the logs', () => {
  fc.assert(
    fc.property(
      worlds,
      fc.array(fc.nat(4), { minLength: users, maxLength: users }),
      fc.nat(),
      (world, division, turn) => {
        const alone = countsIn(logsOf(world, users, () => 0))
        const logs = logsOf(world, users, (user) => division[user] ?? 0)
        const shuffled = logs.map((_, n) => logs[(n + turn) % logs.length]).filter((log) => log !== undefined)
        const divided = countsIn(shuffled)
        expect(divided).toEqual(alone)
        expect(divided.expected).toBe(divided.delivered + divided.lost)
      },
    ),
    { numRuns: 200 },
  )
})

test('a world that loses k deliveries has lost exactly k', () => {
  const losses = fc.uniqueArray(fc.tuple(fc.nat(9), fc.nat(users - 1)), {
    selector: (pair) => pair.join(),
    maxLength: 80,
  })
  fc.assert(
    fc.property(losses, fc.integer({ min: 1, max: 5 }), (lost, workers) => {
      const sends = Array.from({ length: 10 }, (_, n) =>
        send(2000 + n, without(...lost.filter(([message]) => message === n).map(([, user]) => user)), { user: n }),
      )
      const ledger = ledgerOf([...allJoined, ...sends], workers)
      expect(ledger).toMatchObject({ sent: 10, expected: 10 * users, lost: lost.length, unexpected: 0, edge: 0 })
    }),
  )
})

/** A ledger without its examples: which of several messages are named is not a count. */
function countsIn(logs: readonly WorkerLog[]): ReturnType<typeof ledgerOf> {
  return { ...mergeWorkerLogs(logs).ledger, examples: [] }
}
