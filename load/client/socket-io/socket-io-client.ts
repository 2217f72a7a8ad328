import { Manager, type Socket } from 'socket.io-client'
import { monotonicClock } from '../../clock.ts'
import type { StampFinder } from '../../stamp.ts'
import type { ChatClient, ChatClientOptions, ConnectTimings, StampListener, Traffic } from '../chat-client.ts'
import { CookieJar } from '../cookie-jar.ts'
import { defaultOptions } from '../default-options.ts'
import { ClientError } from '../client-error.ts'
import type { LiveSet } from '../live-set.ts'
import { connectFailure, disconnectFailure } from './failure.ts'
import { managerOptions } from './manager-options.ts'
import { SocketCounter } from './socket-counter.ts'
import { tellingParser } from './telling-parser.ts'

const lingerMs = 5_000
const eventType = '2'
const binaryEventType = '5'

/** One connection of one user through the official client: the lean client's witness. */
export class SocketIoClient implements ChatClient {
  readonly #options: ChatClientOptions
  readonly #stamps: StampFinder
  readonly #counter: SocketCounter
  readonly #manager: Manager
  readonly #socket: Socket
  readonly #connected = Promise.withResolvers<undefined>()
  readonly #settled = Promise.withResolvers<undefined>()
  readonly #live: LiveSet<ChatClient>
  #state: 'idle' | 'connecting' | 'open' | 'closed' = 'idle'
  #timer: NodeJS.Timeout | undefined
  #startedAt = 0
  #openedAt: number | undefined
  #upgradedAt: number | undefined
  #namespaceAt: number | undefined
  #onStamp: StampListener | undefined
  #onClose: ((reason: ClientError) => void) | undefined

  /** A client is in `live` from its connect until it holds no socket any more. */
  constructor(stamps: StampFinder, options: ChatClientOptions, live: LiveSet<ChatClient>) {
    this.#options = options
    this.#stamps = stamps
    this.#live = live
    this.#counter = new SocketCounter(
      {
        secure: new URL(options.url).protocol === 'https:',
        localAddress: options.localAddress,
        tls: options.tls ?? {},
        cookies: CookieJar.of(options.headers),
      },
      () => monotonicClock.now(),
    )
    const isMsgpack = options.parser === 'msgpack'
    const parser = isMsgpack ? tellingParser((bytes) => this.#findStamp(bytes)) : undefined
    this.#manager = new Manager(options.url, managerOptions(options, this.#counter.agent, parser))
    this.#socket = this.#manager.socket(options.namespace, options.auth === undefined ? {} : { auth: options.auth })
    // Whoever wants to know asks; a failure that nobody waits for must not end the process.
    this.#connected.promise.catch(() => undefined)
    this.#settled.promise.catch(() => undefined)
  }

  get timings(): ConnectTimings {
    const tcpAt = this.#counter.connectedAt
    return {
      tcp: between(this.#startedAt, tcpAt),
      handshake: between(tcpAt, this.#openedAt),
      upgrade: between(this.#openedAt, this.#upgradedAt),
      namespace: between(this.#openedAt, this.#namespaceAt),
    }
  }

  get traffic(): Traffic {
    return this.#counter.traffic
  }

  connect(): Promise<void> {
    if (this.#state !== 'idle') throw new Error('a client connects once: make a new one')
    this.#state = 'connecting'
    this.#live.add(this)
    this.#startedAt = monotonicClock.now()
    const timeoutMs = this.#options.connectTimeoutMs ?? defaultOptions.connectTimeoutMs
    this.#timer = setTimeout(() => this.#fail('timeout', `no connection after ${timeoutMs} ms`), timeoutMs)
    this.#listen(timeoutMs)
    return this.#connected.promise
  }

  settled(): Promise<void> {
    return this.#options.transport === 'upgrade' ? this.#settled.promise : this.#connected.promise
  }

  emit(event: string, ...args: unknown[]): void {
    if (this.#maySend()) this.#socket.emit(event, ...args)
  }

  async emitWithAck(event: string, ...args: unknown[]): Promise<unknown> {
    if (!this.#maySend()) throw new ClientError('closed', 'open', 'the connection is closed')
    const timeoutMs = this.#options.ackTimeoutMs ?? defaultOptions.ackTimeoutMs
    try {
      return await this.#socket.timeout(timeoutMs).emitWithAck(event, ...args)
    } catch {
      if (this.#state === 'open') throw new ClientError('ack-timeout', 'open', 'no acknowledgement came in time')
      throw new ClientError('closed', 'open', 'the connection was closed')
    }
  }

  onStamp(listener: StampListener): void {
    this.#onStamp = listener
  }

  onEvent(listener: ((event: string, args: readonly unknown[]) => void) | undefined): void {
    this.#socket.offAny()
    if (listener !== undefined) this.#socket.onAny((event: string, ...args: unknown[]) => listener(event, args))
  }

  onClose(listener: (reason: ClientError) => void): void {
    this.#onClose = listener
  }

  close(): void {
    if (this.#state === 'closed') return
    const before = this.#state
    this.#end(new ClientError('closed', this.#stage, 'the client was closed'))
    if (before === 'idle') return
    this.#socket.disconnect()
    // Nobody has been told of this connection yet, so there is nobody to be polite to, and an answer may never come.
    if (before === 'connecting') this.#counter.destroy()
    void this.#release()
  }

  #listen(timeoutMs: number): void {
    this.#socket.on('connect', () => this.#onConnected())
    this.#socket.on('connect_error', (error) => this.#onConnectError(error))
    this.#socket.on('disconnect', (reason, details) => this.#onDisconnected(reason, details))
    this.#socket.connect()
    const { engine } = this.#manager
    engine.on('handshake', () => (this.#openedAt = monotonicClock.now()))
    if (this.#options.parser !== 'msgpack') engine.on('data', (data: unknown) => this.#findStamp(data))
    if (this.#options.transport !== 'upgrade') return
    const timer = setTimeout(
      () => this.#failUpgrade('timeout', `no switch to websocket after ${timeoutMs} ms`),
      timeoutMs,
    )
    void this.#settled.promise.then(
      () => clearTimeout(timer),
      () => clearTimeout(timer),
    )
    engine.on('handshake', ({ upgrades }) => {
      if (!upgrades.includes('websocket'))
        this.#failUpgrade('bad-handshake', 'the server offers no upgrade to websocket')
    })
    engine.on('upgrade', () => {
      this.#upgradedAt = monotonicClock.now()
      this.#settled.resolve(undefined)
    })
    engine.on('upgradeError', (error) => this.#failUpgrade('bad-handshake', error.message))
  }

  #findStamp(data: unknown): void {
    if (this.#onStamp === undefined) return
    const found =
      typeof data === 'string'
        ? (data.startsWith(eventType) || data.startsWith(binaryEventType)) && this.#stamps.findInText(data)
        : Buffer.isBuffer(data) && this.#stamps.find(data, 0, data.length)
    if (found) this.#onStamp(this.#stamps.sender, this.#stamps.sequence, this.#stamps.dueMicros, monotonicClock.now())
  }

  #onConnected(): void {
    if (this.#state !== 'connecting') return
    this.#namespaceAt = monotonicClock.now()
    this.#state = 'open'
    clearTimeout(this.#timer)
    this.#connected.resolve(undefined)
  }

  #onConnectError(error: Error): void {
    this.#drop(connectFailure({ error, stage: this.#stage, socketError: this.#counter.socketError }))
  }

  #onDisconnected(reason: string, details: unknown): void {
    if (this.#state === 'closed') return
    const wasOpen = this.#state === 'open'
    const { code, message } = disconnectFailure(reason, details, this.#counter.socketError)
    const error = new ClientError(code, this.#stage, message)
    this.#drop(error)
    if (wasOpen) this.#onClose?.(error)
  }

  /** Where the connection stands. A TLS handshake cannot be told from the connect before it. */
  get #stage(): 'tcp' | 'handshake' | 'namespace' | 'open' {
    if (this.#state === 'open') return 'open'
    if (this.#openedAt !== undefined) return 'namespace'
    return this.#counter.connectedAt === undefined ? 'tcp' : 'handshake'
  }

  #maySend(): boolean {
    if (this.#state === 'idle' || this.#state === 'connecting') throw new Error('emit before connect has resolved')
    return this.#state === 'open'
  }

  #fail(code: 'timeout', message: string): void {
    this.#drop(new ClientError(code, this.#stage, message))
  }

  #failUpgrade(code: 'timeout' | 'bad-handshake', message: string): void {
    this.#settled.reject(new ClientError(code, 'upgrade', message))
  }

  /** Ends the connection without politeness. */
  #drop(error: ClientError): void {
    if (this.#state === 'closed') return
    this.#end(error)
    this.#socket.disconnect()
    this.#counter.destroy()
    void this.#release()
  }

  async #release(): Promise<void> {
    await this.#counter.close(lingerMs)
    this.#live.delete(this)
  }

  #end(error: ClientError): void {
    this.#state = 'closed'
    clearTimeout(this.#timer)
    this.#connected.reject(error)
    this.#settled.reject(error)
  }
}

function between(start: number | undefined, end: number | undefined): number | undefined {
  return start === undefined || end === undefined ? undefined : end - start
}
