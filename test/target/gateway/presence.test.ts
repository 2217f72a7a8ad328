import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChatUser, connectUser } from '../../support/chat-user.ts'
import { eventually } from '../../support/eventually.ts'
import { type GatewayProcess, startGateway } from '../../support/gateway-process.ts'
import { readMetrics } from '../../support/read-metrics.ts'

let gateway: GatewayProcess
let ann: ChatUser

beforeAll(async () => {
  gateway = await startGateway({ CHAT_PRESENCE: 'on' })
  ann = await connectUser(gateway.url, 'ann')
  await ann.ask('joinRoom', { room: 'lobby' })
})
afterAll(async () => {
  ann.socket.disconnect()
  await gateway.stop()
})

const bobInLobby = { room: 'lobby', user: 'bob' }

test('a user who joins is announced to the others and not to himself', async () => {
  const bob = await connectUser(gateway.url, 'bob')
  const own = bob.collect('userJoined')
  const joined = ann.next('userJoined')
  await bob.ask('joinRoom', { room: 'lobby' })
  expect(await joined).toEqual(bobInLobby)
  expect(own).toEqual([])
  const left = ann.next('userLeft')
  bob.socket.disconnect()
  await left
})

test.each([
  ['leaves the room', async (bob: ChatUser) => bob.ask('leaveRoom', { room: 'lobby' })],
  ['disconnects', (bob: ChatUser) => bob.socket.disconnect()],
  ['loses the connection', (bob: ChatUser) => bob.socket.io.engine.close()],
])('a user who %s is announced', async (_how, leave) => {
  const bob = await connectUser(gateway.url, 'bob')
  await bob.ask('joinRoom', { room: 'lobby' })
  const left = ann.next('userLeft')
  await leave(bob)
  expect(await left).toEqual(bobInLobby)
  bob.socket.disconnect()
})

test('a user of two connections comes with the first and leaves with the last', async () => {
  const joined = ann.collect('userJoined')
  const left = ann.collect('userLeft')
  const [first, second] = [await connectUser(gateway.url, 'bob'), await connectUser(gateway.url, 'bob')]
  await first.ask('joinRoom', { room: 'lobby' })
  await second.ask('joinRoom', { room: 'lobby' })
  await second.ask('joinRoom', { room: 'lobby' })
  await first.ask('leaveRoom', { room: 'lobby' })
  await first.ask('leaveRoom', { room: 'lobby' })
  await ann.ask('joinRoom', { room: 'lobby' })
  expect([joined, left]).toEqual([[bobInLobby], []])
  const gone = ann.next('userLeft')
  second.socket.disconnect()
  expect(await gone).toEqual(bobInLobby)
  first.socket.disconnect()
})

test('nothing is kept of users who have gone', async () => {
  const before = await eventually('only ann is present', async () => entries(gateway.url, 2))
  const bob = await connectUser(gateway.url, 'bob')
  for (const room of ['lobby', 'one', 'two']) await bob.ask('joinRoom', { room })
  expect((await readMetrics(gateway.url)).get('chat_presence_entries')).toBe(before + 4)
  bob.socket.disconnect()
  await eventually('bob is forgotten', async () => entries(gateway.url, before))
})

test('presence is off where nobody switches it on', async () => {
  const quiet = await startGateway()
  const carl = await connectUser(quiet.url, 'carl')
  await carl.ask('joinRoom', { room: 'lobby' })
  const joined = carl.collect('userJoined')
  const left = carl.collect('userLeft')
  const bob = await connectUser(quiet.url, 'bob')
  await bob.ask('joinRoom', { room: 'lobby' })
  await bob.ask('leaveRoom', { room: 'lobby' })
  await carl.ask('joinRoom', { room: 'lobby' })
  expect([joined, left]).toEqual([[], []])
  expect((await readMetrics(quiet.url)).get('chat_presence_entries')).toBe(0)
  await quiet.stop()
})

async function entries(url: string, expected: number): Promise<number | undefined> {
  const found = (await readMetrics(url)).get('chat_presence_entries')
  return found === expected ? found : undefined
}
