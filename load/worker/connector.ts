import type { ChatClient, ChatClientFactory, Traffic } from '../client/chat-client.ts'
import { ClientError } from '../client/client-error.ts'
import type { Dialect } from '../client/dialect.ts'
import { monotonicClock } from '../clock.ts'
import type { Layout } from '../layout.ts'
import { Recorder } from '../recorder.ts'
import type { Failures } from './failures.ts'
import { joinRoom } from './join-room.ts'
import type { WorkerPlan } from './protocol.ts'
import type { VirtualUser } from './virtual-user.ts'

/** The stages of a connect that are timed apart. */
export const connectStages = ['tcp', 'handshake', 'namespace', 'join'] as const

/** Everything the connector takes and fills. */
export interface ConnectorOptions {
  readonly plan: WorkerPlan
  readonly layout: Layout
  readonly dialect: Dialect
  readonly factory: ChatClientFactory
  readonly failures: Failures
  /** Called before the connection is opened, to listen for stamps. */
  readonly prepare: (user: VirtualUser, client: ChatClient) => void
}

/** The moments of one connect, in milliseconds of the monotonic clock; `joinedFrom` only where the join was confirmed. */
interface ConnectTimes {
  readonly dueAt: number
  readonly startedAt: number
  readonly joinedFrom: number | undefined
  readonly usableAt: number
}

/** Brings users in: connects them to their instance, has them join their room, and times each stage. */
export class Connector {
  /** From due to usable: the response time of a connect. */
  readonly responseTimes = Recorder.empty()
  readonly #serviceTimes = Recorder.empty()
  readonly #sendDelays = Recorder.empty()
  readonly #upgradeTimes = Recorder.empty()
  readonly #stages = Object.fromEntries(connectStages.map((stage) => [stage, Recorder.empty()])) as Record<
    (typeof connectStages)[number],
    Recorder
  >
  /** What the measured connects moved until they were usable and their transport final. */
  traffic: Traffic | undefined = { requests: 0, bytesUp: 0, bytesDown: 0 }
  connected = 0
  failed = 0
  connectionsLost = 0
  readonly #options: ConnectorOptions
  readonly #settling = new Set<Promise<void>>()
  #closing = false

  constructor(options: ConnectorOptions) {
    this.#options = options
  }

  /** Connects that have come to an end and connections that were lost; and how many of them failed. */
  get operations(): number {
    return this.connected + this.failures
  }

  get failures(): number {
    return this.failed + this.connectionsLost
  }

  /** Connects one user; a failure is counted, not thrown. Timed only where `dueAt` is given. */
  async connect(user: VirtualUser, dueAt: number | undefined): Promise<void> {
    const { failures, prepare } = this.#options
    const client = this.#clientFor(user)
    user.credentials = undefined
    user.client = client
    prepare(user, client)
    client.onClose((reason) => {
      user.member = false
      user.onLost?.(reason)
      if (this.#closing) return
      this.connectionsLost++
      failures.add('connection', reason.code, reason.message)
    })
    const startedAt = monotonicClock.now()
    let operation = 'connect'
    try {
      await client.connect()
      const joinedFrom = monotonicClock.now()
      operation = 'join'
      const confirmed = await this.#join(client, user)
      const usableAt = monotonicClock.now()
      user.member = true
      this.connected++
      if (dueAt !== undefined)
        this.#time(client, { dueAt, startedAt, joinedFrom: confirmed ? joinedFrom : undefined, usableAt })
      this.#settle(user, client, dueAt !== undefined)
    } catch (error) {
      this.failed++
      const { code, message } = describe(error, operation)
      failures.add(operation, code, message)
      client.close()
    }
  }

  /** Resolves when no connection is going to change its transport any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#settling)
  }

  /** What was recorded besides the response times, by metric name. */
  recorders(): Record<string, Recorder> {
    const stages = connectStages.map((stage) => [`connect.${stage}`, this.#stages[stage]] as const)
    return {
      'connect.service': this.#serviceTimes,
      'connect.sendDelay': this.#sendDelays,
      upgrade: this.#upgradeTimes,
      ...Object.fromEntries(stages),
    }
  }

  /** From now on connections that end are not counted as lost. */
  expectCloses(): void {
    this.#closing = true
  }

  /** Whether the gateway has confirmed that the user is a member. */
  async #join(client: ChatClient, user: VirtualUser): Promise<boolean> {
    const { dialect, plan } = this.#options
    const { join, refusal } = dialect
    if (join === undefined) return false
    return await joinRoom(client, { join, refusal, user, timeoutMs: plan.workload.connects.timeoutMs })
  }

  #clientFor(user: VirtualUser): ChatClient {
    const { plan, layout, dialect, factory } = this.#options
    const instance = layout.instanceOf(user.index)
    const onInstance = Math.floor(user.index / plan.urls.length)
    return factory.create({
      url: plan.urls[instance] ?? '',
      path: dialect.path,
      namespace: dialect.namespace,
      transport: layout.transportOf(user.index),
      parser: dialect.parser,
      tls: plan.tls,
      ...user.credentials,
      localAddress: plan.localAddresses[Math.floor(onInstance / plan.usersPerAddress) % plan.localAddresses.length],
      connectTimeoutMs: plan.workload.connects.timeoutMs,
      ackTimeoutMs: plan.workload.connects.timeoutMs,
    })
  }

  #time(client: ChatClient, { dueAt, startedAt, joinedFrom, usableAt }: ConnectTimes): void {
    this.responseTimes.record(usableAt - dueAt)
    this.#serviceTimes.record(usableAt - startedAt)
    this.#sendDelays.record(startedAt - dueAt)
    const { tcp, handshake, namespace } = client.timings
    if (tcp !== undefined) this.#stages.tcp.record(tcp)
    if (handshake !== undefined) this.#stages.handshake.record(handshake)
    if (namespace !== undefined) this.#stages.namespace.record(namespace)
    if (joinedFrom !== undefined) this.#stages.join.record(usableAt - joinedFrom)
  }

  /** Waits for the last switch of transport, then books what the connect has moved. */
  #settle(user: VirtualUser, client: ChatClient, timed: boolean): void {
    const book = (): void => {
      if (!timed) return
      if (client.timings.upgrade !== undefined) this.#upgradeTimes.record(client.timings.upgrade)
      this.#addTraffic(client.traffic)
    }
    if (this.#options.layout.transportOf(user.index) !== 'upgrade') {
      book()
      return
    }
    const settling = client
      .settled()
      .then(book)
      .catch((error: unknown) => {
        const { code, message } = describe(error, 'upgrade')
        this.#options.failures.add('upgrade', code, message)
      })
      .finally(() => this.#settling.delete(settling))
    this.#settling.add(settling)
  }

  #addTraffic(traffic: Traffic | undefined): void {
    const { traffic: sum } = this
    this.traffic = sum &&
      traffic && {
        requests: sum.requests + traffic.requests,
        bytesUp: sum.bytesUp + traffic.bytesUp,
        bytesDown: sum.bytesDown + traffic.bytesDown,
      }
  }
}

function describe(error: unknown, operation: string): { code: string; message: string } {
  if (error instanceof ClientError) {
    return {
      code: operation === 'join' && error.code === 'connect-error' ? 'refused' : error.code,
      message: error.message,
    }
  }
  throw error
}
