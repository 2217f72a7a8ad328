import { realTimers, type Timers } from '../pacer.ts'
import type { Random } from '../random.ts'
import { Backoff } from './backoff.ts'
import type { ConnectTimings, Traffic } from './chat-client.ts'
import { ClientError } from './client-error.ts'
import { ReconnectingSocket, type SocketKeeper } from './reconnecting-socket.ts'
import type { ReconnectionOptions } from './reconnection-options.ts'
import { addTraffic } from './traffic.ts'
import type { Auth, UserConnection, UserSocket } from './user-connection.ts'

/** Where delays and chance come from. */
export interface ReconnectionMeans {
  readonly timers: Timers
  readonly random: Random
}

const realMeans: ReconnectionMeans = { timers: realTimers, random: Math.random }

/**
 * A connection that comes back with its namespaces after a loss that nobody asked for, as socket.io-client does. A first
 * connect that fails is not tried again.
 */
export class ReconnectingConnection implements UserConnection, SocketKeeper {
  readonly #make: () => UserConnection
  readonly #options: ReconnectionOptions
  readonly #means: ReconnectionMeans
  /** Those that are connected, connecting, or to be connected again. */
  readonly #sockets: ReconnectingSocket[] = []
  #current: UserConnection
  #traffic: Traffic | undefined
  #hasEnded = false
  /** From a loss until the connection is back or given up. */
  #away: PromiseWithResolvers<undefined> | undefined
  #cancelTimer: (() => void) | undefined
  #onClose: ((reason: ClientError) => void) | undefined
  #onReconnect: ((attempts: number) => void) | undefined

  constructor(make: () => UserConnection, options: ReconnectionOptions, means: ReconnectionMeans = realMeans) {
    this.#make = make
    this.#options = options
    this.#means = means
    this.#current = make()
    this.#current.onClose((reason) => this.#onLost(reason))
  }

  get timings(): ConnectTimings {
    return this.#current.timings
  }

  get traffic(): Traffic | undefined {
    return addTraffic(this.#traffic, this.#current.traffic)
  }

  async open(namespace: string, auth?: Auth, prepare?: (socket: UserSocket) => void): Promise<UserSocket> {
    await this.#away?.promise
    if (this.#sockets.some((socket) => socket.namespace === namespace)) {
      throw new Error(`the namespace ${namespace} is open already`)
    }
    const socket = new ReconnectingSocket(namespace, auth, this.#means.timers, this)
    prepare?.(socket)
    this.#sockets.push(socket)
    try {
      await connect(socket, this.#current)
    } catch (error) {
      this.#forget(socket)
      throw error
    }
    return socket
  }

  settled(): Promise<void> {
    return this.#current.settled()
  }

  onClose(listener: (reason: ClientError) => void): void {
    this.#onClose = listener
  }

  onReconnect(listener: (attempts: number) => void): void {
    this.#onReconnect = listener
  }

  close(): void {
    this.#end(new ClientError('closed', 'open', 'the connection was closed'))
    this.#current.close()
  }

  /** A namespace has ended for good; without any, there is nothing to come back for. */
  onSocketEnded(socket: ReconnectingSocket): void {
    this.#forget(socket)
    if (this.#away !== undefined && this.#sockets.length === 0) this.close()
  }

  #onLost(reason: ClientError): void {
    if (this.#hasEnded || this.#sockets.length === 0) return
    this.#away = Promise.withResolvers<undefined>()
    // Whoever wants to open a namespace meanwhile asks.
    this.#away.promise.catch(() => undefined)
    this.#schedule(1, reason)
  }

  #schedule(attempt: number, reason: ClientError): void {
    const { timers, random } = this.#means
    if (attempt <= (this.#options.reconnectionAttempts ?? Infinity)) {
      const delayMs = new Backoff(this.#options, random).delayMs(attempt)
      this.#cancelTimer = timers.after(delayMs, () => void this.#connectAnew(attempt))
    } else {
      this.#end(reason)
      this.#onClose?.(reason)
    }
  }

  async #connectAnew(attempt: number): Promise<void> {
    this.#cancelTimer = undefined
    this.#traffic = this.traffic
    const connection = (this.#current = this.#make())
    let lost: ClientError | undefined
    connection.onClose((reason) => (lost = reason))
    const sockets = [...this.#sockets]
    const outcomes = await Promise.allSettled(sockets.map((socket) => connect(socket, connection)))
    if (this.#hasEnded) return
    const isBack = lost === undefined && outcomes.some(({ status }) => status === 'fulfilled')
    for (const [i, outcome] of outcomes.entries()) {
      if (outcome.status === 'fulfilled') continue
      lost = errorOf(outcome.reason)
      if (isBack || lost.code === 'connect-error') sockets[i]?.giveUp(lost.message)
    }
    if (!isBack) {
      connection.close()
      return this.#onAttemptFailed(attempt, lost)
    }
    connection.onClose((reason) => this.#onLost(reason))
    this.#away?.resolve(undefined)
    this.#away = undefined
    this.#onReconnect?.(attempt)
  }

  #onAttemptFailed(attempt: number, reason = new ClientError('closed', 'open', 'the connection ended')): void {
    if (this.#hasEnded) this.#onClose?.(reason)
    else this.#schedule(attempt + 1, reason)
  }

  #forget(socket: ReconnectingSocket): void {
    const at = this.#sockets.indexOf(socket)
    if (at !== -1) this.#sockets.splice(at, 1)
  }

  #end(reason: ClientError): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#cancelTimer?.()
    this.#away?.reject(reason)
    if (this.#away !== undefined) for (const socket of [...this.#sockets]) socket.giveUp(reason.message)
  }
}

async function connect(socket: ReconnectingSocket, connection: UserConnection): Promise<void> {
  socket.connected(await connection.open(socket.namespace, socket.auth, (live) => socket.prepare(live)))
}

function errorOf(reason: unknown): ClientError {
  if (reason instanceof ClientError) return reason
  return new ClientError('closed', 'open', reason instanceof Error ? reason.message : String(reason))
}
