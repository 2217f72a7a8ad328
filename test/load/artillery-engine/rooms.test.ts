import { afterAll, beforeAll, expect, it } from 'vitest'

import type { WorkerLog } from '../../../load/fleet/worker-log.ts'
import { offeredOf } from '../../../load/fleet/fleet-offered.ts'
import { mergeWorkerLogs } from '../../../load/fleet/merge.ts'
import type { UserHandle } from '../../../load/artillery-engine/engine/user-handle.ts'
import { ContractGateway } from '../../support/contract-gateway.ts'
import { type EngineScript, runUsers } from '../../support/engine-run.ts'

let gateway: ContractGateway
const options = { namespace: '/chat', transports: ['websocket'], leave: ['echo', { room: '{{ room }}' }] }
const join = { join: { room: '{{ room }}' } }
const inOneRoom = [{ room: 'hall' }, { room: 'hall' }, { room: 'hall' }]

beforeAll(async () => {
  gateway = await ContractGateway.start()
  gateway.io.of('/chat').on('connection', (socket) => {
    socket.on('refuse', (_room: unknown, ack: (answer: unknown) => void) =>
      ack({ error: { code: 'no', message: 'full' } }),
    )
  })
})

afterAll(() => gateway.stop())

interface Context {
  readonly vars: Record<string, unknown>
  readonly gatecrash: UserHandle
}

function run(flow: EngineScript['flow'], more: Partial<EngineScript> = {}, users?: readonly Record<string, unknown>[]) {
  return runUsers({ target: gateway.url, options, flow, ...more }, users)
}

/** Runs the flow and returns the worker's log as well. */
async function runWithLog(flow: EngineScript['flow'], users: readonly Record<string, unknown>[]) {
  let log: (() => WorkerLog) | undefined
  const processor = {
    keepLog({ gatecrash }: Context, _events: unknown, done: () => void) {
      const { book } = gatecrash
      log = () => book.log(true)
      done()
    },
  }
  const outcome = await run([{ function: 'keepLog' }, ...flow], { processor }, users)
  if (log === undefined) throw new Error('nobody has kept the log')
  return { outcome, log: log() }
}

it('owes every member what is sent into its room, and settles that', async () => {
  const broadcast = { broadcast: { room: '{{ room }}', rate: 100, count: 5 } }
  const flow = [join, { think: 0.3 }, broadcast, { expect: { deliveries: 15, room: '{{ room }}', within: 20 } }]
  const { outcome, log } = await runWithLog(flow, inOneRoom)
  expect(outcome.errors).toEqual([null, null, null])
  expect(outcome.counters).toMatchObject({ 'gatecrash.deliveries': 45, 'gatecrash.acks': 3, 'gatecrash.emits': 18 })
  expect(mergeWorkerLogs([log], { graceMs: 0 }).ledger).toMatchObject({ expected: 45, delivered: 45, lost: 0 })
})

it('sends when messages are due, whatever becomes of the earlier ones', async () => {
  const broadcast = { broadcast: { room: 'hall', rate: 50, duration: 0.5, acknowledge: true } }
  const { outcome, log } = await runWithLog([join, broadcast], [{ room: 'hall' }])
  expect(outcome.counters).toMatchObject({ 'gatecrash.acks': 26 })
  expect(log.totals.sends).toBe(25)
})

it('books what it has offered, so that a plan can be made of it', async () => {
  const broadcast = { broadcast: { room: '{{ room }}', rate: 100, count: 2, payload: 100 } }
  const { log } = await runWithLog([join, { think: 0.3 }, broadcast, { expect: { deliveries: 6 } }], inOneRoom)
  expect(log.counters).toMatchObject({ 'connects.websocket': 3, 'payload.bytes': 600 })
  expect(offeredOf(mergeWorkerLogs([log]), 1000)).toMatchObject({ payloadBytes: 100, messages: { websocket: 6 } })
})

it('fills messages up to the size that is asked for', async () => {
  const listen = { listen: { on: 'newMessage', as: 'last' } }
  const broadcast = { broadcast: { room: 'hall', rate: 100, count: 1, payload: 100 } }
  const { vars } = await run([join, listen, broadcast, { expect: { deliveries: 1 } }], {}, [{ room: 'hall' }])
  expect((vars[0]?.['last'] as { text: string }).text).toHaveLength(100)
})

it('fails a user who receives less than is expected', async () => {
  const { errors, told } = await run([join, { expect: { deliveries: 1, room: 'hall', within: 0.1 } }], {}, [
    { room: 'hall' },
  ])
  expect(told).toEqual(['expect'])
  expect(errors[0]?.message).toBe('0 of 1 messages have come within 0.1 s')
})

it('counts what is expected from the join of the room on', async () => {
  const send = { broadcast: { room: 'hall', rate: 100, count: 2 } }
  const flow = [
    { join: 'hall' },
    send,
    { expect: { deliveries: 2, room: 'hall' } },
    { join: 'hall' },
    { expect: { deliveries: 1, room: 'hall', within: 0.1 } },
  ]
  expect((await run(flow)).told).toEqual(['expect'])
})

it('fails a user whose join is refused', async () => {
  const { errors, told } = await run([join], { options: { ...options, join: ['refuse', '{{ room }}'] } }, [
    { room: 'hall' },
  ])
  expect(told).toEqual(['join-refused'])
  expect(errors[0]?.message).toContain('full')
})

it('owes nothing to a user who has left', async () => {
  const flow = [
    join,
    { leave: { room: '{{ room }}' } },
    { broadcast: { room: '{{ room }}', rate: 100, count: 2 } },
    { think: 0.1 },
  ]
  const { log } = await runWithLog(flow, [{ room: 'left' }])
  expect(mergeWorkerLogs([log], { graceMs: 0 }).ledger).toMatchObject({ expected: 0, lost: 0 })
})

it('counts and keeps events that a user listens to', async () => {
  const flow = [{ listen: { on: 'tick', as: 'tick', count: 'ticks' } }, { emit: ['burst', 3], acknowledge: {} }]
  const { vars, counters } = await run(flow)
  expect(vars).toMatchObject([{ tick: 2, ticks: 3 }])
  expect(counters).toMatchObject({ 'gatecrash.event.tick': 3, 'gatecrash.events': 3 })
})

it('counts events that nobody listens to', async () => {
  const { counters } = await run([{ emit: ['burst', 40], acknowledge: {} }])
  expect(counters).toMatchObject({ 'gatecrash.events': 40 })
})

it('lets processor functions keep the book', async () => {
  const processor = {
    enter({ vars, gatecrash }: Context, _events: unknown, done: () => void) {
      gatecrash.joined('hall')
      vars['text'] = gatecrash.stamp('hall')
      done()
    },
  }
  const flow = [
    { emit: ['joinRoom', { room: 'hall' }], acknowledge: {} },
    { function: 'enter' },
    { emit: ['message', { room: 'hall', text: '{{ text }}' }], response: { on: 'newMessage' } },
  ]
  const { errors, counters, histograms } = await run(flow, { processor })
  expect(errors).toEqual([null])
  expect(counters).toMatchObject({ 'gatecrash.deliveries': 1 })
  expect(histograms['gatecrash.delivery']).toHaveLength(1)
})

it('tells a processor function that keeps the book too early', async () => {
  const processor = { early: ({ gatecrash }: Context) => gatecrash.joined('hall') }
  const { told } = await run([{ function: 'early' }], { processor })
  expect(told).toEqual(['not-connected'])
})
