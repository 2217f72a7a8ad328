import { setImmediate as turn } from 'node:timers/promises'
import { ErrorReply } from '@redis/client'
import { beforeEach, describe, expect, test } from 'vitest'
import type { BrokerStats } from '../../../../target/gateway/adapters/broker-stats.ts'
import { keepSubscriptions, publishWithoutWaiting } from '../../../../target/gateway/adapters/redis-guards.ts'

/** A Redis client whose commands are answered when a test says so. */
class FakeClient {
  isOpen = true
  readonly sent: string[] = []
  readonly #answers: PromiseWithResolvers<unknown>[] = []

  publish = this.#command('publish')
  sPublish = this.#command('sPublish')
  xAdd = this.#command('xAdd')
  subscribe = this.#command('subscribe')
  unsubscribe = this.#command('unsubscribe')
  pSubscribe = this.#command('pSubscribe')
  pUnsubscribe = this.#command('pUnsubscribe')
  sSubscribe = this.#command('sSubscribe')
  sUnsubscribe = this.#command('sUnsubscribe')

  /** Answers the oldest command that is under way, and lets what waits for it go on. */
  async answer(error?: Error): Promise<void> {
    const oldest = this.#answers.shift()
    if (error === undefined) oldest?.resolve(1)
    else oldest?.reject(error)
    await turn()
  }

  #command(name: string) {
    return async (channel: string): Promise<unknown> => {
      this.sent.push(`${name} ${channel}`)
      const answer = Promise.withResolvers<unknown>()
      this.#answers.push(answer)
      return answer.promise
    }
  }
}

const connectionLost = new Error('Socket closed unexpectedly')

let client: FakeClient
let stats: BrokerStats

beforeEach(() => {
  client = new FakeClient()
  stats = { connected: () => true, published: 0, publishFailures: 0, subscribeFailures: 0 }
})

describe.each(['publish', 'sPublish', 'xAdd'] as const)('%s', (command) => {
  beforeEach(() => publishWithoutWaiting(client, stats))

  test('resolves before Redis has answered', async () => {
    await client[command]('room')
    expect(client.sent).toEqual([`${command} room`])
    expect(stats).toMatchObject({ published: 0, publishFailures: 0 })
  })

  test('is counted when Redis has answered', async () => {
    await client[command]('room')
    await client.answer()
    expect(stats).toMatchObject({ published: 1, publishFailures: 0 })
  })

  test('is counted and not rejected when it fails', async () => {
    await client[command]('room')
    await client.answer(connectionLost)
    expect(stats).toMatchObject({ published: 0, publishFailures: 1 })
  })
})

describe.each([
  ['subscribe', 'unsubscribe'],
  ['pSubscribe', 'pUnsubscribe'],
  ['sSubscribe', 'sUnsubscribe'],
] as const)('%s', (subscribe, unsubscribe) => {
  beforeEach(() => keepSubscriptions(client, stats))

  test('is sent again when the connection broke before its answer', async () => {
    const subscribed = client[subscribe]('room')
    await client.answer(connectionLost)
    await client.answer(connectionLost)
    await client.answer()
    await subscribed
    expect(client.sent).toEqual(Array.from({ length: 3 }, () => `${subscribe} room`))
    expect(stats.subscribeFailures).toBe(0)
  })

  test('is counted, and not sent again, when Redis refuses it', async () => {
    const subscribed = client[subscribe]('room')
    await client.answer(new ErrorReply('NOPERM'))
    await subscribed
    expect(client.sent).toEqual([`${subscribe} room`])
    expect(stats.subscribeFailures).toBe(1)
  })

  test('is given up when the client is closed', async () => {
    const subscribed = client[subscribe]('room')
    client.isOpen = false
    await client.answer(connectionLost)
    await subscribed
    expect(client.sent).toEqual([`${subscribe} room`])
  })

  test('waits until an unsubscribe from the same channel has been answered', async () => {
    void client[unsubscribe]('room')
    void client[subscribe]('room')
    void client[unsubscribe]('room')
    await turn()
    expect(client.sent).toEqual([`${unsubscribe} room`])
    await client.answer()
    expect(client.sent).toEqual([`${unsubscribe} room`, `${subscribe} room`])
    await client.answer()
    expect(client.sent).toEqual([`${unsubscribe} room`, `${subscribe} room`, `${unsubscribe} room`])
  })

  test('does not wait for another channel', () => {
    void client[unsubscribe]('one')
    void client[subscribe]('other')
    expect(client.sent).toEqual([`${unsubscribe} one`, `${subscribe} other`])
  })
})
