import { expect, test } from 'vitest'
import { type ChatUser, connectUser } from '../../support/chat-user.ts'
import { eventually } from '../../support/eventually.ts'
import { startGateway } from '../../support/gateway-process.ts'
import { readMetrics } from '../../support/read-metrics.ts'
import { signToken } from '../../support/sign-token.ts'

const users = 2_000
const usersAtOnce = 100
const inAnHour = Math.floor(Date.now() / 1_000) + 3_600

const leftovers = [
  'socketio_engine_clients',
  'socketio_sockets',
  'chat_rooms',
  'chat_presence_entries',
  'chat_history_rooms',
  'chat_expiring_sockets',
  'gateway_listeners',
]

test('2,000 users who come and go leave no socket, room, presence, history, expiry or listener behind', async () => {
  const gateway = await startGateway({ CHAT_PRESENCE: 'on' })
  // The first scrape makes the metrics, and with them some listeners of the process.
  await readMetrics(gateway.url)
  const before = pick(await readMetrics(gateway.url))

  for (let first = 0; first < users; first += usersAtOnce) {
    const group = await Promise.all(
      Array.from({ length: usersAtOnce }, (_, index) => visit(gateway.url, first + index)),
    )
    for (const [index, user] of group.entries()) {
      if (index % 2 === 0) user.socket.disconnect()
      else user.socket.io.engine.close()
    }
  }

  const after = await eventually('everybody has left', async () => {
    const metrics = await readMetrics(gateway.url)
    return metrics.get('socketio_engine_clients') === 0 ? metrics : undefined
  })
  expect(after.get('socketio_connections_total')).toBe(users)
  expect(after.get('chat_messages_total')).toBe(users)
  expect(pick(after)).toEqual(before)
  await gateway.stop()
})

/** Connects, enters a room shared by ten and one of its own, and sends a message. */
async function visit(url: string, index: number): Promise<ChatUser> {
  const name = `user-${index}`
  const user = await connectUser(url, name, {
    token: signToken({ sub: name, exp: inAnHour + (index % 7) }),
    transports: [index % 10 === 0 ? 'polling' : 'websocket'],
  })
  await user.ask('joinRoom', { room: `shared-${Math.floor(index / 10)}` })
  await user.ask('joinRoom', { room: `own-${index}` })
  await user.ask('message', { room: `own-${index}`, text: 'hello' })
  return user
}

function pick(metrics: ReadonlyMap<string, number>): Record<string, number | undefined> {
  return Object.fromEntries(leftovers.map((name) => [name, metrics.get(name)]))
}
