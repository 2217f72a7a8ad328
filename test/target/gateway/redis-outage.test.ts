import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, test, type TestContext } from 'vitest'
import { type SpawnedRedis, startRedis } from '../../../target/redis-server.ts'
import { type ChatUser, connectUser } from '../../support/chat-user.ts'
import { eventually } from '../../support/eventually.ts'
import { type GatewayProcess, startGateway } from '../../support/gateway-process.ts'
import { readMetrics } from '../../support/read-metrics.ts'

// Longer than the five seconds after which the redis client, left to itself, fails a publish that nobody catches.
const outageMs = 8_000
const messagesPerOutage = 40

type CleanUp = TestContext['onTestFinished']

describe.concurrent.each(['redis', 'redis-sharded', 'redis-streams'])('with the adapter %s', (adapter) => {
  test('a Redis that is killed costs remote delivery for as long as it is away, and nothing else', async ({
    onTestFinished,
  }) => {
    const { redis, gateways, here, neighbour, there } = await setUp(adapter, onTestFinished)
    const remote = there.collect('newMessage')
    await redis.kill()

    await deliverLocally(here, neighbour, messagesPerOutage, outageMs / messagesPerOutage)
    expect(await there.ask('joinRoom', { room: 'meanwhile' })).toEqual({ room: 'meanwhile', members: 1 })
    expect(await here.ask('joinRoom', { room: 'meanwhile' })).toEqual({ room: 'meanwhile', members: 1 })
    expect(await healthOf(gateways[0])).toMatchObject({ status: 'degraded' })
    expect(remote.filter((message) => textOf(message).startsWith('local'))).toEqual([])

    const revived = await startRedis({ port: redis.port })
    onTestFinished(async () => revived.stop())
    await relays(here, there, 'lobby')
    await relays(there, here, 'meanwhile')
    expect(gateways.map((gateway) => gateway.exit())).toEqual([undefined, undefined])
    await eventually('both are well again', async () => {
      const healths = await Promise.all(gateways.map(healthOf))
      return healths.every(({ status }) => status === 'ok') ? true : undefined
    })
    const metrics = await readMetrics(gateways[0].url)
    expect(metrics.get('redis_publish_failures_total')).toBeGreaterThanOrEqual(messagesPerOutage)
  })

  test('a Redis that hangs does not delay local delivery', async ({ onTestFinished }) => {
    const { redis, gateways, here, neighbour, there } = await setUp(adapter, onTestFinished)
    process.kill(redis.pid, 'SIGSTOP')
    await deliverLocally(here, neighbour, messagesPerOutage, 0)
    process.kill(redis.pid, 'SIGCONT')
    await relays(here, there, 'lobby')
    expect(gateways.map((gateway) => gateway.exit())).toEqual([undefined, undefined])
  })
})

async function setUp(adapter: string, onTestFinished: CleanUp) {
  const redis = await startRedis()
  onTestFinished(async () => redis.stop())
  const gateways = [await launch(redis, adapter, onTestFinished), await launch(redis, adapter, onTestFinished)] as const
  const [first, second] = gateways
  const here = await connectUser(first.url, 'here')
  const neighbour = await connectUser(first.url, 'neighbour')
  const there = await connectUser(second.url, 'there')
  onTestFinished(() => {
    for (const user of [here, neighbour, there]) user.socket.disconnect()
  })
  for (const user of [here, neighbour, there]) await user.ask('joinRoom', { room: 'lobby' })
  await relays(here, there, 'lobby')
  return { redis, gateways, here, neighbour, there }
}

async function launch(redis: SpawnedRedis, adapter: string, onTestFinished: CleanUp): Promise<GatewayProcess> {
  const gateway = await startGateway({ ADAPTER: adapter, REDIS_URL: redis.url, LOG_LEVEL: 'silent' })
  onTestFinished(async () => gateway.stop())
  return gateway
}

/** Sends one message after the other, each only after the one before has reached both members on this instance. */
async function deliverLocally(sender: ChatUser, neighbour: ChatUser, messages: number, pauseMs: number): Promise<void> {
  for (let sent = 0; sent < messages; sent++) {
    const text = `local ${sent}`
    const isIt = (message: unknown) => textOf(message) === text
    const received = Promise.all([sender.next('newMessage', isIt), neighbour.next('newMessage', isIt)])
    await sender.ask('message', { room: 'lobby', text })
    await received
    await delay(pauseMs)
  }
}

/** Sends until a message comes through to the other instance. */
async function relays(from: ChatUser, to: ChatUser, room: string): Promise<void> {
  const received = to.collect('newMessage')
  const text = `probe ${Math.random()}`
  await eventually(`a message to ${room}`, async () => {
    await from.ask('message', { room, text })
    return received.find((message) => textOf(message) === text)
  })
}

function textOf(message: unknown): string {
  return (message as { readonly text: string }).text
}

async function healthOf(gateway: GatewayProcess): Promise<{ readonly status: string }> {
  return (await (await fetch(`${gateway.url}/health`)).json()) as { readonly status: string }
}
