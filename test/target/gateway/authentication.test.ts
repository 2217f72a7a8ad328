import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { connectUser, createSocket } from '../../support/chat-user.ts'
import { type GatewayProcess, startGateway } from '../../support/gateway-process.ts'
import { PollingSession } from '../../support/polling-session.ts'
import { readMetrics } from '../../support/read-metrics.ts'
import { signToken } from '../../support/sign-token.ts'

let gateway: GatewayProcess

beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(async () => gateway.stop())

const inTheFuture = Math.floor(Date.now() / 1_000) + 3_600
const refusedTokens: readonly (readonly [what: string, token: unknown, message: string])[] = [
  ['no token', undefined, 'token missing'],
  ['a token that is no string', { token: 1 }, 'token missing'],
  ['text that is no token', 'x.y', 'token invalid'],
  ['another secret', signToken({ sub: 'ann' }, 'some other secret of sufficient length'), 'token invalid'],
  ['the algorithm none', signToken({ sub: 'ann' }, undefined, 'none'), 'token invalid'],
  [
    'the right secret and an algorithm that is not HS256',
    signToken({ sub: 'ann' }, undefined, 'HS512'),
    'token invalid',
  ],
  ['an expiry in the past', signToken({ sub: 'ann', exp: 1_000_000_000 }), 'token expired'],
  ['an expiry that is no number', signToken({ sub: 'ann', exp: 'tomorrow' }), 'token invalid'],
  ['a start in the future', signToken({ sub: 'ann', nbf: inTheFuture }), 'token invalid'],
  ['no user', signToken({ name: 'ann' }), 'token has no usable "sub" claim'],
  ['an empty user', signToken({ sub: '' }), 'token has no usable "sub" claim'],
  ['a user of 129 characters', signToken({ sub: 'x'.repeat(129) }), 'token has no usable "sub" claim'],
  ['a user that is no string', signToken({ sub: { $ne: 1 } }), 'token has no usable "sub" claim'],
]

test.each(refusedTokens)('a token with %s is a CONNECT_ERROR', async (_what, token, message) => {
  const socket = createSocket(gateway.url, { auth: { token } })
  const refused = once(socket as unknown as NodeJS.EventEmitter, 'connect_error')
  socket.connect()
  const [error] = (await refused) as [Error & { readonly data?: unknown }]
  socket.disconnect()
  expect(error).toMatchObject({ message, data: { code: 'unauthorized' } })
})

test('an event sent right behind a bad token is not handled', async () => {
  const before = await readMetrics(gateway.url)
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  const packets: string[] = []
  socket.on('message', (data: Buffer) => packets.push(data.toString()))
  await once(socket, 'open')
  socket.send('40/chat,{"token":"bad"}')
  socket.send('42/chat,0["joinRoom",{"room":"lobby"}]')
  await once(socket, 'close')
  // The early event ends the session, before or after the refusal is out: that is decided by how the frames arrive.
  const refusal = '44/chat,{"message":"token invalid","data":{"code":"unauthorized"}}'
  expect(packets.filter((packet) => packet.startsWith('4') && packet !== refusal)).toEqual([])
  const after = await readMetrics(gateway.url)
  expect(after.get('socketio_connections_total')).toBe(before.get('socketio_connections_total'))
})

test('a connection ends when its token expires, and is told why', async () => {
  const user = await connectUser(gateway.url, 'ann', {
    // Whole seconds, rounded up: rounded down, a token made at the end of a second would have expired before it is used.
    token: signToken({ sub: 'ann', exp: Math.ceil(Date.now() / 1_000) + 1 }),
  })
  const exceptions = user.collect('exception')
  const [reason] = (await once(user.socket as unknown as NodeJS.EventEmitter, 'disconnect')) as [string]
  expect(reason).toBe('io server disconnect')
  expect(exceptions).toEqual([{ code: 'token_expired', message: 'the token has expired; connect with a new one' }])
})

test('a connection whose token expires later is kept', async () => {
  const user = await connectUser(gateway.url, 'ann', { token: signToken({ sub: 'ann', exp: inTheFuture }) })
  expect((await readMetrics(gateway.url)).get('chat_expiring_sockets')).toBe(1)
  await expect(user.ask('joinRoom', { room: 'lobby' })).resolves.toEqual({ room: 'lobby', members: 1 })
  user.socket.disconnect()
})

test('the default namespace refuses everybody and names the right one', async () => {
  const session = await PollingSession.open(gateway.url)
  await session.post('40')
  await expect(session.pollUntil('44')).resolves.toBe('44{"message":"connect to the namespace /chat"}')
})
