import { Logger } from '@nestjs/common'
import { createClient } from '@redis/client'
import { StartupError } from '../startup-error.ts'
import type { BrokerStats } from './broker-stats.ts'
import { keepSubscriptions, publishWithoutWaiting } from './redis-guards.ts'

const startTimeoutMs = 4_000
const firstRetryMs = 100
const longestRetryMs = 2_000
const retryJitterMs = 200
const mostPendingCommands = 10_000

type RedisClient = ReturnType<typeof createRedisClient>
type ClientOptions = { readonly disableOfflineQueue?: boolean; readonly commandsQueueMaxLength?: number }

/**
 * The Redis clients behind an adapter, arranged so that an outage costs remote delivery and nothing else:
 *
 * - every client has an error listener, without which its first error would end the process;
 * - the publisher fails at once while Redis is away, has a bounded queue while Redis hangs, and is never waited for;
 * - the subscriber queues while Redis is away, so that rooms that come and go meanwhile are subscribed afterwards.
 */
export class RedisConnection {
  readonly publisher: RedisClient
  readonly subscriber: RedisClient
  readonly #clients: RedisClient[] = []
  readonly #logger = new Logger('Redis')
  #lastError = 'no answer'
  #isOpen = false

  private constructor(url: string, stats: BrokerStats) {
    this.publisher = this.#createClient(url, { disableOfflineQueue: true, commandsQueueMaxLength: mostPendingCommands })
    publishWithoutWaiting(this.publisher, stats)
    this.subscriber = this.#createClient(url)
    keepSubscriptions(this.subscriber, stats)
    // The streams adapter reads through duplicates. A read that fails at once while Redis is away would be repeated at
    // once, forever, and never let the event loop go on.
    const duplicate = (): RedisClient => {
      const reader = this.#createClient(url)
      keepSubscriptions(reader, stats)
      return reader
    }
    Object.assign(this.publisher, { duplicate })
    stats.connected = () => this.#clients.every((client) => client.isReady)
  }

  /** Connects both clients. Throws a {@link StartupError} where Redis does not answer within seconds. */
  static async open(url: string, stats: BrokerStats): Promise<RedisConnection> {
    const connection = new RedisConnection(url, stats)
    const deadline = setTimeout(() => connection.close(), startTimeoutMs)
    try {
      await Promise.all([connection.publisher.connect(), connection.subscriber.connect()])
      connection.#isOpen = true
      return connection
    } catch (error) {
      connection.close()
      const problem = `cannot use Redis at ${new URL(url).host}: ${connection.#lastError}`
      throw new StartupError(`${problem}; start it, set REDIS_URL to one that runs, or set ADAPTER=memory`, {
        cause: error,
      })
    } finally {
      clearTimeout(deadline)
    }
  }

  /** Throws a {@link StartupError}, and closes, where this Redis is too old to know a command. */
  async requireCommand(command: string, adapter: string): Promise<void> {
    const [description] = await this.publisher.sendCommand<readonly unknown[]>(['COMMAND', 'INFO', command])
    if (description !== null) return
    this.close()
    throw new StartupError(`ADAPTER=${adapter} needs a Redis that knows ${command}; update Redis, or set ADAPTER=redis`)
  }

  /** Ends every connection. What is unanswered is dropped: perhaps nobody is there to answer. */
  close(): void {
    for (const client of this.#clients) client.destroy()
  }

  #createClient(url: string, options: ClientOptions = {}): RedisClient {
    const client = createRedisClient(url, options, (retries) => this.#retryDelay(retries))
    let isReported = false
    client.on('error', (error: NodeJS.ErrnoException) => {
      this.#lastError = error.message || (error.code ?? error.name)
      if (this.#isOpen && !isReported) this.#logger.warn(`connection lost: ${this.#lastError}`)
      isReported = this.#isOpen
    })
    client.on('ready', () => {
      if (isReported) this.#logger.warn('connected again')
      isReported = false
    })
    this.#clients.push(client)
    return client
  }

  /** Milliseconds to wait: apart from each other once many instances reconnect, and short while a start waits. */
  #retryDelay(retries: number): number {
    if (!this.#isOpen) return firstRetryMs
    return Math.min(firstRetryMs * 2 ** retries, longestRetryMs) + Math.random() * retryJitterMs
  }
}

function createRedisClient(url: string, options: ClientOptions, reconnectStrategy: (retries: number) => number) {
  return createClient({
    url,
    ...options,
    socket: { connectTimeout: startTimeoutMs, reconnectStrategy },
    // The default of five seconds makes a timer and an abort signal for every publish.
    commandOptions: { timeout: 0 },
  })
}
