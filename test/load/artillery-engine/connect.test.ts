import { afterEach, beforeEach, expect, it } from 'vitest'

import { ContractGateway } from '../../support/contract-gateway.ts'
import { type EngineScript, runUsers } from '../../support/engine-run.ts'

let gateway: ContractGateway
/** What each socket of `/chat` came with, in the order of their connects. */
let guests: {
  transport: string
  auth: Record<string, unknown>
  query: string | undefined
  header: string | undefined
}[]

beforeEach(async () => {
  gateway = await ContractGateway.start()
  guests = []
  gateway.io.of('/chat').on('connection', ({ conn, handshake }) => {
    const header = handshake.headers['x-user']
    guests.push({
      transport: conn.transport.name,
      auth: handshake.auth,
      query: handshake.query['version'] as string | undefined,
      header: header as string | undefined,
    })
  })
})

afterEach(() => gateway.stop())

function run(flow: EngineScript['flow'], more: Partial<EngineScript> = {}, users?: readonly Record<string, unknown>[]) {
  return runUsers({ target: gateway.url, flow, ...more }, users)
}

it('carries two namespaces of a user over one connection', async () => {
  let connections = 0
  gateway.io.engine.on('connection', () => connections++)
  const flow = [
    { emit: ['echo', 1], acknowledge: {} },
    { emit: ['echo', 2], namespace: '/chat', acknowledge: {} },
  ]
  const { errors, counters } = await run(flow, { options: { transports: ['websocket'] } }, [{}, {}, {}])
  expect(errors).toEqual([null, null, null])
  expect(connections).toBe(3)
  expect(counters['gatecrash.connects']).toBe(6)
})

it('connects to the namespace that the target names', async () => {
  const { errors } = await runUsers({ target: `${gateway.url}/chat`, flow: [{ connect: {} }] })
  expect(errors).toEqual([null])
  expect(guests).toHaveLength(1)
})

it('gives each user its own token', async () => {
  const flow = [{ connect: { auth: { token: '{{ token }}' } }, namespace: '/chat' }]
  await run(flow, {}, [{ token: 'of ada' }, { token: 'of bob' }])
  expect(guests.map(({ auth }) => auth['token']).sort()).toEqual(['of ada', 'of bob'])
})

it('asks a function of the processor what a user sends as auth', async () => {
  const processor = {
    authFor: ({ vars }: { vars: Record<string, unknown> }) => Promise.resolve({ token: vars['name'] }),
  }
  await run([{ connect: {} }], { options: { namespace: '/chat', auth: 'authFor' }, processor }, [{ name: 'ada' }])
  expect(guests).toMatchObject([{ auth: { token: 'ada' } }])
})

it('sends headers and query of each user', async () => {
  const options = { namespace: '/chat', extraHeaders: { 'x-user': '{{ name }}' }, query: { version: '{{ version }}' } }
  await run([{ connect: {} }], { options }, [{ name: 'ada', version: 7 }])
  expect(guests).toMatchObject([{ header: 'ada', query: '7' }])
})

it.each([
  [['polling'], 'polling'],
  [['websocket'], 'websocket'],
])('takes the transports of its scenario, not of another: %s', async (transports, transport) => {
  const options = { namespace: '/chat', transports: ['websocket'] }
  await run([{ connect: {} }], { options, scenario: { gatecrash: { transports } } })
  await run([{ connect: {} }], { options, scenario: { socketio: { transports } } })
  expect(guests).toMatchObject([{ transport }, { transport }])
})

it('times the stages of a connect, and the switch from polling to websocket', async () => {
  const { histograms } = await run([{ connect: {} }, { think: 0.5 }], { options: { namespace: '/chat' } })
  for (const stage of ['', '.tcp', '.handshake', '.namespace']) {
    expect(histograms[`gatecrash.connect${stage}`]).toEqual([expect.any(Number)])
  }
  expect(histograms['gatecrash.upgrade']).toEqual([expect.any(Number)])
})

it('connects anew where a step says so', async () => {
  const flow = [{ connect: {} }, { connect: { auth: { token: 'second' } } }]
  const { counters } = await run(flow, { options: { namespace: '/chat', auth: { token: 'first' } } })
  expect(guests.map(({ auth }) => auth['token'])).toEqual(['first', 'second'])
  expect(counters).toMatchObject({ 'gatecrash.connects': 2, 'gatecrash.disconnects.io client disconnect': 2 })
})

it('names why a connect has failed', async () => {
  const { errors, told } = await run([{ connect: { auth: { token: 'bad' } }, namespace: '/chat' }])
  expect(errors).toMatchObject([{ message: 'not welcome' }])
  expect(told).toEqual(['connect.connect-error'])
})

it('names a gateway that is not there', async () => {
  const { told } = await runUsers({ target: 'http://127.0.0.1:1', flow: [{ connect: {} }] })
  expect(told).toEqual(['connect.refused'])
})

it('counts why connections ended', async () => {
  const options = { namespace: '/chat', transports: ['websocket'], reconnection: false }
  const { counters, told } = await run([{ emit: ['kick'] }, { think: 0.3 }, { emit: ['count', 1] }], { options })
  expect(counters).toMatchObject({ 'gatecrash.disconnects.io server disconnect': 1 })
  expect(told).toEqual(['closed'])
})

it('reconnects after a loss, and counts that', async () => {
  const options = { namespace: '/chat', transports: ['websocket'], reconnectionDelay: 20, reconnectionDelayMax: 20 }
  const flow = [{ emit: ['cut'] }, { think: 0.5 }, { emit: ['echo', 'again'], acknowledge: {} }]
  const { errors, counters } = await run(flow, { options })
  expect(errors).toEqual([null])
  expect(counters).toMatchObject({ 'gatecrash.disconnects.transport close': 1, 'gatecrash.reconnects': 1 })
})

it('leaves one namespace and keeps the other', async () => {
  const flow = [
    { connect: {}, namespace: '/' },
    { connect: {}, namespace: '/chat' },
    { disconnect: { namespace: '/chat' } },
    { emit: ['echo'], namespace: '/', acknowledge: {} },
  ]
  const { errors } = await run(flow, { options: { transports: ['websocket'] } })
  expect(errors).toEqual([null])
  expect(gateway.disconnectReasons).toEqual(['client namespace disconnect'])
})

it('leaves nothing open when its users have ended, well or badly', async () => {
  const flow = [{ connect: {} }, { emit: ['silence'], acknowledge: { timeout: '{{ patience }}' } }]
  await run(flow, { options: { namespace: '/chat' } }, [{ patience: 0.1 }, { patience: 0.2 }])
  await expect.poll(() => gateway.io.engine.clientsCount).toBe(0)
})

it('calls back once for every user, and tells Artillery of each when it begins', async () => {
  const { started, errors } = await run(
    [{ emit: ['silence'], acknowledge: { timeout: 0.1 }, response: { on: 'never', timeout: 0.1 } }],
    { options: { namespace: '/chat' } },
    [{}, {}, {}],
  )
  expect(started).toBe(3)
  expect(errors).toHaveLength(3)
})
