import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectUser } from '../../support/chat-user.ts'
import { type GatewayProcess, startGateway } from '../../support/gateway-process.ts'
import { PollingSession } from '../../support/polling-session.ts'
import { readMetrics } from '../../support/read-metrics.ts'
import { signToken } from '../../support/sign-token.ts'

let gateway: GatewayProcess

beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(async () => gateway.stop())

test('joinRoom answers with the room and its members on this instance', async () => {
  const ann = await connectUser(gateway.url, 'ann')
  const bob = await connectUser(gateway.url, 'bob')
  expect(await ann.ask('joinRoom', { room: 'members' })).toEqual({ room: 'members', members: 1 })
  expect(await bob.ask('joinRoom', { room: 'members' })).toEqual({ room: 'members', members: 2 })
  expect(await bob.ask('joinRoom', { room: 'members' })).toEqual({ room: 'members', members: 2 })
  expect(await bob.ask('leaveRoom', { room: 'members' })).toEqual({ room: 'members' })
  expect(await ann.ask('joinRoom', { room: 'members' })).toEqual({ room: 'members', members: 1 })
  ann.socket.disconnect()
  bob.socket.disconnect()
})

test('a message reaches every member, the sender included, with the id that was acknowledged', async () => {
  const [ann, bob, eve] = await Promise.all(['ann', 'bob', 'eve'].map((name) => connectUser(gateway.url, name)))
  if (!ann || !bob || !eve) throw new Error('unreachable')
  for (const user of [ann, bob]) await user.ask('joinRoom', { room: 'news' })
  const overheard = eve.collect('newMessage')
  const deliveries = Promise.all([ann.next('newMessage'), bob.next('newMessage')])
  const answer = (await ann.ask('message', { room: 'news', text: 'hello' })) as { readonly id: string }
  const message = { id: answer.id, room: 'news', user: 'ann', text: 'hello' }
  expect(await deliveries).toEqual([message, message])
  await eve.ask('joinRoom', { room: 'elsewhere' })
  expect(overheard).toEqual([])
  for (const user of [ann, bob, eve]) user.socket.disconnect()
})

test('messages of one sender arrive in the order they were sent', async () => {
  const ann = await connectUser(gateway.url, 'ann')
  await ann.ask('joinRoom', { room: 'order' })
  const received = ann.collect('newMessage')
  const texts = Array.from({ length: 200 }, (_, index) => String(index))
  await Promise.all(texts.map((text) => ann.ask('message', { room: 'order', text })))
  expect(received.map((message) => (message as { readonly text: string }).text)).toEqual(texts)
  ann.socket.disconnect()
})

test('whoever has left a room hears nothing of it', async () => {
  const ann = await connectUser(gateway.url, 'ann')
  const bob = await connectUser(gateway.url, 'bob')
  for (const user of [ann, bob]) await user.ask('joinRoom', { room: 'left' })
  await bob.ask('leaveRoom', { room: 'left' })
  const received = bob.collect('newMessage')
  await ann.ask('message', { room: 'left', text: 'gone?' })
  await bob.ask('joinRoom', { room: 'other' })
  expect(received).toEqual([])
  ann.socket.disconnect()
  bob.socket.disconnect()
})

describe('cursor', () => {
  test('reaches the others with its position, and not the sender', async () => {
    const ann = await connectUser(gateway.url, 'ann')
    const bob = await connectUser(gateway.url, 'bob')
    for (const user of [ann, bob]) await user.ask('joinRoom', { room: 'cursors' })
    const own = ann.collect('cursor')
    const seen = bob.next('cursor')
    expect(await ann.ask('cursor', { room: 'cursors', position: '3,4' })).toEqual({ room: 'cursors' })
    expect(await seen).toEqual({ room: 'cursors', user: 'ann', position: '3,4' })
    expect(own).toEqual([])
    ann.socket.disconnect()
    bob.socket.disconnect()
  })

  test('is dropped for a client that is not ready to receive', async () => {
    const slow = await slowMemberOf('volatile-cursors')
    const ann = await connectUser(gateway.url, 'ann')
    await ann.ask('joinRoom', { room: 'volatile-cursors' })
    await ann.ask('cursor', { room: 'volatile-cursors', position: '3,4' })
    await ann.ask('message', { room: 'volatile-cursors', text: 'kept' })
    expect(await eventsOf(slow)).toEqual(['newMessage'])
    ann.socket.disconnect()
  })
})

describe('typing', () => {
  test('reaches the others and not the sender', async () => {
    const ann = await connectUser(gateway.url, 'ann')
    const bob = await connectUser(gateway.url, 'bob')
    for (const user of [ann, bob]) await user.ask('joinRoom', { room: 'typing' })
    const own = ann.collect('typing')
    const seen = bob.next('typing')
    expect(await ann.ask('typing', { room: 'typing' })).toEqual({ room: 'typing' })
    expect(await seen).toEqual({ room: 'typing', user: 'ann' })
    expect(own).toEqual([])
    ann.socket.disconnect()
    bob.socket.disconnect()
  })

  test('is dropped, unlike a message, for a client that is not ready to receive', async () => {
    const slow = await slowMemberOf('volatile')
    const ann = await connectUser(gateway.url, 'ann')
    await ann.ask('joinRoom', { room: 'volatile' })
    await ann.ask('typing', { room: 'volatile' })
    await ann.ask('message', { room: 'volatile', text: 'kept' })
    expect(await eventsOf(slow)).toEqual(['newMessage'])
    ann.socket.disconnect()
  })
})

test('CHAT_BURN_MICROS burns that much CPU per message', async () => {
  const slow = await startGateway({ CHAT_BURN_MICROS: '20000' })
  const ann = await connectUser(slow.url, 'ann')
  await ann.ask('joinRoom', { room: 'burn' })
  const before = await cpuSeconds(slow.url)
  for (let sent = 0; sent < 20; sent++) await ann.ask('message', { room: 'burn', text: 'x' })
  expect((await cpuSeconds(slow.url)) - before).toBeGreaterThanOrEqual(0.4)
  ann.socket.disconnect()
  await slow.stop()
})

/** A member of a room who does not poll, so that the gateway cannot write to it. */
async function slowMemberOf(room: string): Promise<PollingSession> {
  const slow = await PollingSession.open(gateway.url)
  await slow.post(`40/chat,${JSON.stringify({ token: signToken({ sub: 'slow' }) })}`)
  await slow.pollUntil('40/chat')
  await slow.post(`42/chat,1["joinRoom",{"room":"${room}"}]`)
  await slow.pollUntil('43/chat,1')
  return slow
}

/** The names of the events that one poll brings. */
async function eventsOf(session: PollingSession): Promise<string[]> {
  const packets = await session.poll()
  return packets.map((packet) => /^42\/chat,\["(\w+)"/.exec(packet)?.[1] ?? packet)
}

async function cpuSeconds(url: string): Promise<number> {
  return (await readMetrics(url)).get('process_cpu_seconds_total') ?? Number.NaN
}
