import { afterAll, beforeAll, expect, it } from 'vitest'

import { ContractGateway } from '../../support/contract-gateway.ts'
import { type EngineScript, runUsers } from '../../support/engine-run.ts'

let gateway: ContractGateway
const options = { namespace: '/chat', transports: ['websocket'] }

beforeAll(async () => {
  gateway = await ContractGateway.start()
  gateway.io.of('/chat').on('connection', (socket) => {
    socket.on('both', (ack?: (answer: unknown) => void) => {
      socket.emit('first', { step: 1 })
      socket.emit('second', { step: 2 })
      ack?.({ ok: true })
    })
    socket.on('ask', () => socket.emit('answer', { n: 1 }, 'two'))
  })
})

afterAll(() => gateway.stop())

function run(flow: EngineScript['flow'], more: Partial<EngineScript> = {}, users?: readonly Record<string, unknown>[]) {
  return runUsers({ target: gateway.url, options, flow, ...more }, users)
}

it('fails a user whose acknowledgement does not come in time, and goes on to the end of the run', async () => {
  const { errors, told, counters } = await run([{ emit: ['silence'], acknowledge: { timeout: 0.2 } }])
  expect(errors).toMatchObject([{ code: 'ack-timeout' }])
  expect(told).toEqual(['ack-timeout'])
  expect(counters).toMatchObject({ 'gatecrash.emits': 1, 'gatecrash.users.failed': 1 })
})

it('takes the timeout of acknowledgements from the script where a step has none', async () => {
  const { told } = await run([{ emit: ['silence'], acknowledge: true }], { config: { timeout: 0.2 } })
  expect(told).toEqual(['ack-timeout'])
})

it('waits for the acknowledgement and for the response when a step has both', async () => {
  const acknowledge = { capture: { json: '$.ok', as: 'ok' } }
  const response = { on: 'first', capture: { json: '$.step', as: 'step' } }
  const { errors, vars, histograms } = await run([{ emit: ['both'], acknowledge, response }])
  expect(errors).toEqual([null])
  expect(vars).toMatchObject([{ ok: true, step: 1 }])
  expect(histograms).toMatchObject({
    'gatecrash.ack': [expect.any(Number)],
    'gatecrash.response': [expect.any(Number)],
  })
})

it('fails when the response comes and the acknowledgement does not', async () => {
  const { told } = await run([{ emit: ['ask'], acknowledge: { timeout: 0.2 }, response: { on: 'answer' } }])
  expect(told).toEqual(['ack-timeout'])
})

it('fails when the acknowledgement comes and the response does not', async () => {
  const { told } = await run([{ emit: ['echo', 1], acknowledge: {}, response: { on: 'never', timeout: 0.2 } }])
  expect(told).toEqual(['response-timeout'])
})

it('waits for several responses to one event', async () => {
  const response = [
    { on: 'second', capture: { json: '$.step', as: 'second' } },
    { on: 'first', capture: { json: '$.step', as: 'first' } },
  ]
  const { vars } = await run([{ emit: ['both'], response }])
  expect(vars).toMatchObject([{ first: 1, second: 2 }])
})

it('takes away the listener of a response and no other', async () => {
  const ask = { emit: ['ask'], response: { on: 'answer' } }
  const { vars } = await run([{ listen: { on: 'answer', count: 'heard' } }, ask, ask])
  expect(vars).toMatchObject([{ heard: 2 }])
})

it('records no time for an event that waits for nothing', async () => {
  const { counters, histograms } = await run([
    { emit: ['count', 1] },
    { emit: ['count', 2] },
    { emit: ['echo'], acknowledge: {} },
  ])
  expect(counters).toMatchObject({ 'gatecrash.emits': 3, 'gatecrash.acks': 1 })
  expect(histograms['gatecrash.ack']).toHaveLength(1)
  expect(histograms).not.toHaveProperty('gatecrash.response')
})

it('compares the arguments of an acknowledgement', async () => {
  const step = (data: unknown) => [{ emit: ['echo', { a: 1 }, 'two'], acknowledge: { data } }]
  expect((await run(step([{ a: 1 }, 'two']))).errors).toEqual([null])
  expect((await run(step({ a: 1 }))).errors).toEqual([null])
  expect((await run(step({ a: 2 }))).told).toEqual(['match'])
})

it('compares with values of the user', async () => {
  const flow = [
    { emit: ['echo', { room: '{{ room }}' }], acknowledge: { match: { json: '$.room', value: '{{ room }}' } } },
  ]
  expect((await run(flow, {}, [{ room: 'a' }, { room: 'b' }])).errors).toEqual([null, null])
})

it('fails a user whose match does not hold', async () => {
  const { told } = await run([{ emit: ['echo', 'x'], acknowledge: { match: { value: 'y' } } }])
  expect(told).toEqual(['match'])
})

it('takes the first argument where a capture names no expression', async () => {
  const { vars } = await run([{ emit: ['echo', 'x', 'y'], acknowledge: { capture: { as: 'kept' } } }])
  expect(vars).toMatchObject([{ kept: 'x' }])
})

it('sends the older form of an event', async () => {
  const { vars } = await run(
    [{ emit: { channel: 'echo', data: '{{ word }}' }, acknowledge: { capture: { as: 'kept' } } }],
    {},
    [{ word: 'hi' }],
  )
  expect(vars).toMatchObject([{ kept: 'hi' }])
})

it('lets a function change an event for its own user', async () => {
  const processor = {
    sign(step: { emit: unknown[] }, context: { vars: Record<string, unknown> }, _events: unknown, done: () => void) {
      step.emit.push(context.vars['name'])
      done()
    },
  }
  const flow = [{ emit: ['echo'], beforeRequest: 'sign', acknowledge: { capture: { as: 'signed' } } }]
  const { vars } = await run(flow, { processor }, [{ name: 'ada' }, { name: 'bob' }])
  expect(vars).toMatchObject([{ signed: 'ada' }, { signed: 'bob' }])
})
