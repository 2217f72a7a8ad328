import { afterAll, beforeAll, expect, test } from 'vitest'
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

async function getMessages(room: string, token = signToken({ sub: 'reader' })): Promise<Response> {
  return fetch(`${gateway.url}/rooms/${room}/messages`, { headers: { authorization: `Bearer ${token}` } })
}

test('a room gives its newest 50 messages, oldest first', async () => {
  const ann = await connectUser(gateway.url, 'ann')
  await ann.ask('joinRoom', { room: 'ring' })
  for (let sent = 0; sent < 60; sent++) await ann.ask('message', { room: 'ring', text: String(sent) })
  const messages = (await (await getMessages('ring')).json()) as readonly { readonly text: string }[]
  expect(messages.map(({ text }) => text)).toEqual(Array.from({ length: 50 }, (_, index) => String(index + 10)))
  expect(messages[0]).toMatchObject({ room: 'ring', user: 'ann' })
  ann.socket.disconnect()
})

test('the history of a room goes with its last member', async () => {
  const ann = await connectUser(gateway.url, 'ann')
  const bob = await connectUser(gateway.url, 'bob')
  for (const user of [ann, bob]) await user.ask('joinRoom', { room: 'short' })
  await ann.ask('message', { room: 'short', text: 'x' })
  await ann.ask('leaveRoom', { room: 'short' })
  expect(await (await getMessages('short')).json()).toHaveLength(1)
  await bob.ask('leaveRoom', { room: 'short' })
  expect(await (await getMessages('short')).json()).toEqual([])
  ann.socket.disconnect()
  bob.socket.disconnect()
})

test('a message sent in the moment of leaving leaves no history behind', async () => {
  const ann = await PollingSession.open(gateway.url)
  await ann.post(`40/chat,${JSON.stringify({ token: signToken({ sub: 'ann' }) })}`)
  await ann.pollUntil('40/chat')
  await ann.post('42/chat,1["joinRoom",{"room":"race"}]')
  await ann.pollUntil('43/chat,1')
  // In one request, both are under way at once: the guard of the message still sees a member.
  await ann.post('42/chat,["leaveRoom",{"room":"race"}]', '42/chat,2["message",{"room":"race","text":"late"}]')
  expect(await ann.pollUntil('43/chat,2')).toContain('"id"')
  expect(await (await getMessages('race')).json()).toEqual([])
  expect((await readMetrics(gateway.url)).get('chat_history_rooms')).toBe(0)
})

test('a room nobody is in has an empty history', async () => {
  expect(await (await getMessages('nobody')).json()).toEqual([])
})

test.each(['', 'x', signToken({ sub: 'reader' }, 'some other secret of sufficient length')])(
  'the token "%s" does not read',
  async (token) => {
    expect((await getMessages('ring', token)).status).toBe(401)
  },
)

test('an impossible room name is refused', async () => {
  const response = await getMessages('%20')
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({
    message: 'payload must be letters, digits, and the characters _ . : -',
  })
})
