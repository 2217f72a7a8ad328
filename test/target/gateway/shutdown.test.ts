import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { startRedis } from '../../../target/redis-server.ts'
import { connectUser } from '../../support/chat-user.ts'
import { startGateway } from '../../support/gateway-process.ts'
import { PollingSession } from '../../support/polling-session.ts'
import { signToken } from '../../support/sign-token.ts'

const cleanExit = { exitCode: 0, signal: null }

describe.each(['SIGTERM', 'SIGINT'] as const)('on %s', (signal) => {
  test('sockets are closed and the process exits with 0', async () => {
    const gateway = await startGateway({ LOG_LEVEL: 'silent' })
    const ann = await connectUser(gateway.url, 'ann')
    const closed = ann.next('disconnect')
    gateway.signal(signal)
    expect(await closed).toBe('transport close')
    expect(await gateway.exited).toEqual(cleanExit)
    expect(gateway.lines()).toEqual([`listening on ${gateway.url}`])
  })
})

test('a polling client is told with a close packet', async () => {
  const gateway = await startGateway()
  const session = await PollingSession.open(gateway.url)
  await session.post(`40/chat,${JSON.stringify({ token: signToken({ sub: 'ann' }) })}`)
  await session.pollUntil('40/chat')
  const told = session.pollUntil('1')
  // Answered after the poll has arrived: requests of one process are read in order.
  for (let turn = 0; turn < 2; turn++) await (await fetch(`${gateway.url}/health`)).text()
  gateway.signal('SIGTERM')
  expect(await told).toBe('1')
  expect(await gateway.exited).toEqual(cleanExit)
})

test('2,000 sockets are all closed', async () => {
  const gateway = await startGateway({ ADAPTER: 'memory' })
  let closed = 0
  for (let connected = 0; connected < 2_000; connected += 100) {
    const group = await Promise.all(
      Array.from({ length: 100 }, (_, index) => connectUser(gateway.url, `u${connected + index}`)),
    )
    for (const user of group) void user.next('disconnect').then(() => closed++)
  }
  gateway.signal('SIGTERM')
  expect(await gateway.exited).toEqual(cleanExit)
  await new Promise(setImmediate)
  expect(closed).toBe(2_000)
})

test.each([
  [
    'does not answer the close frame',
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: gateway\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  ],
  [
    'never ends its request',
    'POST /notifications HTTP/1.1\r\nHost: gateway\r\nContent-Type: application/json\r\nContent-Length: 9\r\n' +
      'Expect: 100-continue\r\n\r\n',
  ],
])('a client that %s cannot keep the process', async (_what, request) => {
  const gateway = await startGateway()
  const { hostname, port } = new URL(gateway.url)
  const deaf = connect(Number(port), hostname)
  deaf.write(request)
  await once(deaf, 'data')
  gateway.signal('SIGTERM')
  expect(await gateway.exited).toEqual(cleanExit)
  deaf.destroy()
})

test.each(['redis', 'redis-sharded', 'redis-streams'])(
  '%s: ends cleanly, whether Redis is there or not',
  async (adapter) => {
    const redis = await startRedis()
    const env = { ADAPTER: adapter, REDIS_URL: redis.url, LOG_LEVEL: 'silent' }
    const [one, other] = await Promise.all([startGateway(env), startGateway(env)])
    one.signal('SIGTERM')
    expect(await one.exited).toEqual(cleanExit)
    await redis.kill()
    other.signal('SIGTERM')
    expect(await other.exited).toEqual(cleanExit)
    expect([...one.lines(), ...other.lines()]).toEqual([`listening on ${one.url}`, `listening on ${other.url}`])
  },
)
