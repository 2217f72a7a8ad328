import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectUser } from '../../support/chat-user.ts'
import { type GatewayProcess, startGateway } from '../../support/gateway-process.ts'
import { PollingSession } from '../../support/polling-session.ts'
import { readMetrics } from '../../support/read-metrics.ts'

const allowed = 'https://chat.example'
const alsoAllowed = 'http://localhost:5173'
const foreign = 'https://evil.example'

let gateway: GatewayProcess

beforeAll(async () => {
  gateway = await startGateway({ CLIENT_URL: `${allowed}, ${alsoAllowed}` })
})
afterAll(async () => gateway.stop())

describe.each(['polling', 'websocket'] as const)('over %s', (transport) => {
  const connectFrom = async (origin: string | undefined) =>
    connectUser(gateway.url, 'ann', {
      transports: [transport],
      ...(origin !== undefined && { extraHeaders: { origin } }),
    })

  test.each([allowed, alsoAllowed])('the origin %s may connect', async (origin) => {
    const ann = await connectFrom(origin)
    expect(ann.socket.connected).toBe(true)
    ann.socket.disconnect()
  })

  test.each([foreign, `${allowed}.evil.example`, 'http://chat.example', 'null'])(
    'the origin %s may not',
    async (origin) => {
      await expect(connectFrom(origin)).rejects.toThrow()
    },
  )

  test('a client without an origin may connect', async () => {
    const ann = await connectFrom(undefined)
    expect(ann.socket.connected).toBe(true)
    ann.socket.disconnect()
  })
})

test('a refused origin is told and counted as forbidden', async () => {
  const code4 = 'socketio_refused_handshakes_total{code="4"}'
  const before = (await readMetrics(gateway.url)).get(code4) ?? 0
  await expect(PollingSession.open(gateway.url, { origin: foreign })).rejects.toThrow(
    '403 {"code":4,"message":"origin not allowed"}',
  )
  expect((await readMetrics(gateway.url)).get(code4)).toBe(before + 1)
})

test('only allowed origins get CORS headers', async () => {
  const ask = async (origin: string) => {
    const response = await fetch(`${gateway.url}/socket.io/?EIO=4&transport=polling`, { headers: { origin } })
    await response.body?.cancel()
    return response.headers.get('access-control-allow-origin')
  }
  expect(await ask(alsoAllowed)).toBe(alsoAllowed)
  expect(await ask(foreign)).toBeNull()
})

test('without CLIENT_URL no browser may connect', async () => {
  const closed = await startGateway()
  await expect(PollingSession.open(closed.url, { origin: allowed })).rejects.toThrow('403')
  await closed.stop()
})

test('TRANSPORTS=websocket refuses polling', async () => {
  const websocketOnly = await startGateway({ TRANSPORTS: 'websocket' })
  await expect(PollingSession.open(websocketOnly.url)).rejects.toThrow('400 {"code":0,"message":"Transport unknown"}')
  const ann = await connectUser(websocketOnly.url, 'ann')
  expect(ann.socket.connected).toBe(true)
  ann.socket.disconnect()
  await websocketOnly.stop()
})

test('the handshake announces the configured pings and packet size', async () => {
  const configured = await startGateway({ PING_INTERVAL: '1234', PING_TIMEOUT: '567', MAX_HTTP_BUFFER_SIZE: '8901' })
  const response = await fetch(`${configured.url}/socket.io/?EIO=4&transport=polling`)
  const open = JSON.parse((await response.text()).slice(1)) as unknown
  expect(open).toMatchObject({ pingInterval: 1_234, pingTimeout: 567, maxPayload: 8_901 })
  await configured.stop()
})

test('the client library is not served', async () => {
  const response = await fetch(`${gateway.url}/socket.io/socket.io.min.js`)
  await response.body?.cancel()
  expect(response.status).toBe(400)
})

test('an upgrade from polling to websocket works', async () => {
  const ann = await connectUser(gateway.url, 'ann', { transports: ['polling', 'websocket'] })
  const { engine } = ann.socket.io
  if (engine.transport.name !== 'websocket') await once(engine as unknown as NodeJS.EventEmitter, 'upgrade')
  expect(await ann.ask('joinRoom', { room: 'upgraded' })).toEqual({ room: 'upgraded', members: 1 })
  expect((await readMetrics(gateway.url)).get('socketio_transport_sockets{transport="websocket"}')).toBe(1)
  ann.socket.disconnect()
})
