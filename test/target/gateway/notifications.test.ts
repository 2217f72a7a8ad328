import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SpawnedRedis, startRedis } from '../../../target/redis-server.ts'
import { connectUser } from '../../support/chat-user.ts'
import { type GatewayProcess, startGateway } from '../../support/gateway-process.ts'
import { signToken } from '../../support/sign-token.ts'

let redis: SpawnedRedis
let first: GatewayProcess
let second: GatewayProcess

beforeAll(async () => {
  redis = await startRedis()
  const env = { ADAPTER: 'redis', REDIS_URL: redis.url }
  ;[first, second] = await Promise.all([startGateway(env), startGateway(env)])
})
afterAll(async () => {
  await Promise.all([first.stop(), second.stop()])
  await redis.stop()
})

async function notify(body: unknown, token = signToken({ sub: 'service' })): Promise<Response> {
  return fetch(`${first.url}/notifications`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

test("a notification reaches all of a user's connections on every instance, and nobody else", async () => {
  const here = await connectUser(first.url, 'ann')
  const there = await connectUser(second.url, 'ann')
  const bob = await connectUser(second.url, 'bob')
  const overheard = bob.collect('notification')
  const received = Promise.all([here.next('notification'), there.next('notification')])
  const response = await notify({ user: 'ann', text: 'dinner' })
  expect(response.status).toBe(202)
  const { id } = (await response.json()) as { readonly id: string }
  expect(await received).toEqual([
    { id, text: 'dinner' },
    { id, text: 'dinner' },
  ])
  const own = bob.next('notification')
  await notify({ user: 'bob', text: 'own' })
  await own
  expect(overheard).toHaveLength(1)
  for (const user of [here, there, bob]) user.socket.disconnect()
})

test('a client cannot enter the room of a user by its name', async () => {
  const eve = await connectUser(first.url, 'eve')
  for (const room of ['user:ann', 'ann', 'room:user:ann']) await eve.ask('joinRoom', { room })
  const overheard = eve.collect('notification')
  await notify({ user: 'ann', text: 'secret' })
  const own = eve.next('notification')
  await notify({ user: 'eve', text: 'own' })
  await own
  expect(overheard).toHaveLength(1)
  eve.socket.disconnect()
})

test.each([
  ['without a token', ''],
  ['with a wrong one', signToken({ sub: 'service' }, 'some other secret of sufficient length')],
  ['with an expired one', signToken({ sub: 'service', exp: 1 })],
])('a request %s is refused', async (_how, token) => {
  expect((await notify({ user: 'ann', text: 'x' }, token)).status).toBe(401)
})

test.each([
  ['no user', { text: 'x' }, 'payload.user must be a string'],
  ['an empty user', { user: '', text: 'x' }, 'payload.user must not be empty'],
  ['no text', { user: 'ann' }, 'payload.text must be a string'],
  [
    'a text that is too long',
    { user: 'ann', text: 'x'.repeat(16_385) },
    'payload.text must have at most 16384 characters',
  ],
  ['a list', [], 'payload must be an object'],
])('a body with %s is refused', async (_what, body, message) => {
  const response = await notify(body)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ message })
})
