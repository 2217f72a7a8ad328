import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SpawnedRedis, startRedis } from '../../../../target/redis-server.ts'
import { type ChatUser, connectUser } from '../../../support/chat-user.ts'
import { eventually } from '../../../support/eventually.ts'
import { type GatewayProcess, startGateway } from '../../../support/gateway-process.ts'
import { readMetrics } from '../../../support/read-metrics.ts'

let redis: SpawnedRedis
let gateway: GatewayProcess
let users: readonly ChatUser[]

beforeAll(async () => {
  redis = await startRedis()
  gateway = await startGateway({ ADAPTER: 'redis', REDIS_URL: redis.url, CHAT_PRESENCE: 'on' })
  users = await Promise.all(
    ['ann', 'bob', 'eve'].map((name) =>
      connectUser(gateway.url, name, { transports: [name === 'eve' ? 'polling' : 'websocket'] }),
    ),
  )
  for (const user of users) await user.ask('joinRoom', { room: 'all' })
  await users[0]?.ask('joinRoom', { room: 'one' })
  await users[0]?.ask('message', { room: 'all', text: 'x' })
  await users[0]?.ask('message', {})
})
afterAll(async () => {
  for (const user of users) user.socket.disconnect()
  await gateway.stop()
  await redis.stop()
})

test('metrics say what the gateway holds and has done', async () => {
  const metrics = await readMetrics(gateway.url)
  const expected = {
    'gateway_adapter_info{adapter="redis"}': 1,
    socketio_engine_clients: 3,
    socketio_sockets: 3,
    'socketio_transport_sockets{transport="websocket"}': 2,
    'socketio_transport_sockets{transport="polling"}': 1,
    socketio_connections_total: 3,
    chat_messages_total: 1,
    'chat_refused_events_total{code="invalid_payload"}': 1,
    chat_rooms: 2,
    chat_largest_room_members: 3,
    chat_history_rooms: 1,
    redis_connected: 1,
    redis_publish_failures_total: 0,
  }
  expect(Object.fromEntries(Object.keys(expected).map((name) => [name, metrics.get(name)]))).toEqual(expected)
})

test('a counter that is scraped twice does not grow', async () => {
  await readMetrics(gateway.url)
  expect((await readMetrics(gateway.url)).get('chat_messages_total')).toBe(1)
})

test("Node's default metrics are there under their usual names", async () => {
  const metrics = await readMetrics(gateway.url)
  for (const name of [
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
    'nodejs_heap_size_used_bytes',
    'nodejs_eventloop_lag_p99_seconds',
  ]) {
    expect(metrics.get(name), name).toBeGreaterThan(0)
  }
})

test('the format is announced', async () => {
  const response = await fetch(`${gateway.url}/metrics`)
  await response.text()
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
})

test('the packets that wait for a client that does not receive are counted', async () => {
  const [ann, , eve] = users
  const engine = eve?.socket.io.engine as unknown as { readonly transport: { pause(onPaused: () => void): void } }
  await new Promise<void>((resolve) => {
    engine.transport.pause(resolve)
    void ann?.ask('message', { room: 'all', text: 'ends the poll' })
  })
  for (let sent = 0; sent < 5; sent++) await ann?.ask('message', { room: 'all', text: 'x' })
  await eventually('five packets wait', async () => {
    const metrics = await readMetrics(gateway.url)
    return metrics.get('socketio_longest_queue_packets') === 5 && metrics.get('socketio_queued_packets') === 5
      ? true
      : undefined
  })
})

test('disconnects are counted by reason', async () => {
  const guest = await connectUser(gateway.url, 'guest')
  guest.socket.disconnect()
  await eventually('the guest has left', async () => {
    const metrics = await readMetrics(gateway.url)
    return metrics.get('socketio_disconnects_total{reason="client namespace disconnect"}') === 1 ? true : undefined
  })
})

test('health names the instance as the metrics do', async () => {
  const health = (await (await fetch(`${gateway.url}/health`)).json()) as { readonly instance: string }
  expect(health).toEqual({ status: 'ok', instance: health.instance, adapter: 'redis', sockets: 3 })
  expect((await readMetrics(gateway.url)).get(`gateway_info{instance_id="${health.instance}"}`)).toBe(1)
})
