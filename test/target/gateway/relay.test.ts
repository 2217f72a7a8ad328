import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clusterTarget } from '../../../target/cluster.ts'
import { type SpawnedRedis, startRedis } from '../../../target/redis-server.ts'
import type { RunningTarget } from '../../../target/target.ts'
import { type ChatUser, connectUser } from '../../support/chat-user.ts'
import { eventually } from '../../support/eventually.ts'
import { testSecret } from '../../support/sign-token.ts'

let redis: SpawnedRedis

beforeAll(async () => {
  redis = await startRedis()
})
afterAll(async () => redis.stop())

describe.each(['redis', 'redis-sharded', 'redis-streams', 'ipc'] as const)('the adapter %s', (adapter) => {
  let cluster: RunningTarget
  let here: ChatUser
  let there: ChatUser

  beforeAll(async () => {
    const env = { JWT_SECRET: testSecret, REDIS_URL: redis.url }
    cluster = await clusterTarget({ adapter, env }).start()
    const [first = '', second = ''] = cluster.urls
    here = await connectUser(first, 'here')
    there = await connectUser(second, 'there')
    for (const user of [here, there]) await user.ask('joinRoom', { room: 'lobby' })
    await subscribed(here, there, 'lobby')
  })
  afterAll(async () => {
    for (const user of [here, there]) user.socket.disconnect()
    await cluster.stop()
  })

  test('relays every message to the other instance once and in order', async () => {
    const received = there.collect('newMessage')
    const texts = Array.from({ length: 100 }, (_, index) => `relayed ${index}`)
    for (const text of texts) here.socket.emit('message', { room: 'lobby', text })
    await eventually('the last message', () => received.find((message) => textOf(message) === texts.at(-1)))
    expect(received.map(textOf)).toEqual(texts)
  })

  test('relays typing', async () => {
    const seen = there.next('typing')
    here.socket.emit('typing', { room: 'lobby' })
    expect(await seen).toEqual({ room: 'lobby', user: 'here' })
  })

  test('relays cursors', async () => {
    const seen = there.next('cursor')
    here.socket.emit('cursor', { room: 'lobby', position: '3,4' })
    expect(await seen).toEqual({ room: 'lobby', user: 'here', position: '3,4' })
  })

  test('gives messages of both instances different ids', async () => {
    const answers = await Promise.all([here, there].map((user) => user.ask('message', { room: 'lobby', text: 'x' })))
    const [one, other] = answers as readonly { readonly id: string }[]
    expect(one?.id).not.toBe(other?.id)
  })

  test('relays to a room that its last member here has left and entered again at once', async () => {
    await there.ask('joinRoom', { room: 'rapid' })
    await here.ask('joinRoom', { room: 'rapid' })
    await subscribed(here, there, 'rapid')
    for (let round = 0; round < 20; round++) {
      there.socket.emit('leaveRoom', { room: 'rapid' })
      there.socket.emit('joinRoom', { room: 'rapid' })
    }
    await subscribed(here, there, 'rapid')
  })
})

function textOf(message: unknown): string {
  return (message as { readonly text: string }).text
}

/** Sends until a message comes through: a new room is subscribed some time after `joinRoom` is answered. */
async function subscribed(from: ChatUser, to: ChatUser, room: string): Promise<void> {
  const text = `probe ${Math.random()}`
  const received = to.collect('newMessage')
  await eventually(`a message to ${room}`, async () => {
    await from.ask('message', { room, text })
    return received.find((message) => textOf(message) === text)
  })
  // Later probes may still be under way.
  const last = `last ${text}`
  await from.ask('message', { room, text: last })
  await eventually('the last probe', () => received.find((message) => textOf(message) === last))
}
