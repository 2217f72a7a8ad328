import { afterAll, beforeAll, expect, test } from 'vitest'
import { fleetFaults } from '../../../load/fleet/fleet-faults.ts'
import { mergeWorkerLogs, type Merged } from '../../../load/fleet/merge.ts'
import { clusterTarget } from '../../../target/cluster.ts'
import { referenceGateway } from '../../../target/reference-gateway.ts'
import type { RunningTarget } from '../../../target/target.ts'
import { runArtillery, type ArtilleryOutcome } from '../../support/artillery-run.ts'
import { signToken, testSecret } from '../../support/sign-token.ts'

const processes = 3
const arrivals = { duration: 20, arrivalRate: 50 }
const usersOfProcess = arrivals.duration * arrivals.arrivalRate
const users = processes * usersOfProcess
/** Nobody sends before all have arrived, and everybody stays until the last message has had its time. */
const pauses = { untilAllAreThere: 24, forTheMessages: 28 }
const messagesOfSender = 3
const room = 'all-of-them'

const enter = [{ connect: {} }, { join: { room } }, { think: pauses.untilAllAreThere }]
const leave = [{ think: pauses.forTheMessages }, { disconnect: {} }]

let cluster: RunningTarget
let outcomes: readonly ArtilleryOutcome[]
let merged: Merged

beforeAll(async () => {
  const gateway = referenceGateway({ ...process.env, JWT_SECRET: testSecret })
  cluster = await clusterTarget({ ...gateway, instances: 2, adapter: 'redis' }).start()
  outcomes = await Promise.all(Array.from({ length: processes }, (_, n) => runOf(n)))
  merged = mergeWorkerLogs(
    outcomes.flatMap(({ logs }) => logs),
    { allowMixed: true },
  )
}, 300_000)

afterAll(() => cluster?.stop())

/** One in 200 sends, everybody expects what is sent; each process has an instance of its own, as far as there are enough. */
function runOf(n: number): Promise<ArtilleryOutcome> {
  const token = signToken({ sub: `process-${n}` })
  return runArtillery({
    target: cluster.urls[n % cluster.urls.length] ?? '',
    config: {
      engines: { gatecrash: { namespace: '/chat', auth: { token }, transports: ['websocket'] } },
      phases: [arrivals],
    },
    scenarios: [
      {
        name: 'listener',
        weight: 199,
        flow: [...enter, { expect: { messages: 1, room, within: pauses.forTheMessages } }, ...leave],
      },
      {
        name: 'sender',
        weight: 1,
        flow: [...enter, { broadcast: { room, rate: 1, count: messagesOfSender } }, ...leave],
      },
    ],
  })
}

/** What Artillery itself has counted in all processes. */
function toldByArtillery(counter: string): number {
  return outcomes.reduce((sum, { counters }) => sum + (counters[counter] ?? 0), 0)
}

test('three processes come to their end, and each user with them', () => {
  expect(outcomes.map(({ exitCode, said }) => (exitCode === 0 ? 0 : said))).toEqual([0, 0, 0])
  expect(toldByArtillery('vusers.completed')).toBe(users)
})

test('every worker has left its whole log', () => {
  expect(fleetFaults(merged)).toEqual([])
  expect(merged).toMatchObject({ processes, hosts: 1 })
})

test.each(['connects', 'acks', 'emits', 'events', 'deliveries'])(
  'the %s of all workers are what Artillery counted',
  (name) => {
    expect(merged.counters[name]).toBe(toldByArtillery(`gatecrash.${name}`))
  },
)

test('everybody connected and joined the one room', () => {
  expect(merged.counters['connects']).toBe(users)
  expect(merged.failures).toEqual({})
})

test('every message came to everybody, once', () => {
  const { ledger } = merged
  expect(ledger.sent).toBeGreaterThan(0)
  expect(ledger.sent % messagesOfSender).toBe(0)
  expect(ledger).toMatchObject({
    expected: ledger.sent * users,
    delivered: ledger.sent * users,
    lost: 0,
    duplicated: 0,
    unexpected: 0,
  })
})

test('histograms hold what each worker has timed', () => {
  expect(merged.recorders.get('connect')?.count).toBe(users)
})
