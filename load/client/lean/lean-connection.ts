import { monotonicClock } from '../../clock.ts'
import type { Transport } from '../chat-client.ts'
import { ClientError, type ConnectionStage } from '../client-error.ts'
import type { CookieJar } from '../cookie-jar.ts'
import { defaultOptions } from '../default-options.ts'
import type { PacketParser } from '../packet-parser.ts'
import type { Auth, ConnectionOptions, UserConnection, UserSocket } from '../user-connection.ts'
import { ConnectAttempt } from './connect-attempt.ts'
import { disconnectReasonOf } from './disconnect-reason.ts'
import { endpointOf, type Endpoint } from './endpoint.ts'
import { EngineSession } from './engine-session.ts'
import type { LeanShared } from './lean-shared.ts'
import { LeanSocket, type SocketCarrier } from './lean-socket.ts'
import type { LinkFailure, Message } from './link.ts'
import type { MessageReader } from './message-reader.ts'

/** One connection of one user with any number of namespaces. It does not come back by itself. */
export class LeanConnection extends EngineSession implements UserConnection, SocketCarrier {
  readonly #transport: Transport
  readonly #timeoutMs: number
  readonly #maxPacketBytes: number
  readonly #parser: PacketParser
  /** Let go of when the connection begins. */
  #endpoint: Endpoint | undefined
  /** Those that are connected or connecting, oldest first. The connection ends with its last one. */
  readonly #sockets: LeanSocket[] = []
  #stage: ConnectionStage = 'tcp'
  /** Whose packet has announced the attachments that come next. */
  #assembling: MessageReader | undefined
  #onClose: ((reason: ClientError) => void) | undefined

  /** `cookies` is the jar of an earlier connection that this one follows. */
  constructor(shared: LeanShared, options: Omit<ConnectionOptions, 'reconnection'>, cookies?: CookieJar) {
    super(shared)
    this.#transport = options.transport
    this.#timeoutMs = options.connectTimeoutMs ?? defaultOptions.connectTimeoutMs
    this.#maxPacketBytes = options.maxPacketBytes ?? defaultOptions.maxPacketBytes
    this.#parser = options.parser ?? defaultOptions.parser
    this.#endpoint = endpointOf(options, cookies)
  }

  async open(namespace: string, auth?: Auth, prepare?: (socket: UserSocket) => void): Promise<UserSocket> {
    const given = typeof auth === 'function' ? await auth() : auth
    return await this.#join(namespace, given, prepare)
  }

  onClose(listener: (reason: ClientError) => void): void {
    this.#onClose = listener
  }

  onReconnect(): void {
    // Does not happen here.
  }

  close(): void {
    if (this.state === 'idle') this.state = 'closed'
    if (this.state !== 'connecting' && this.state !== 'open') return
    const error = new ClientError('closed', this.#stage, 'the connection was closed')
    const packets = this.#sockets.map((socket) => socket.disconnectPacket).filter((packet) => packet !== undefined)
    for (const packet of packets.slice(0, -1)) this.send(packet, [])
    this.closeLink(packets.at(-1), error)
    for (const socket of this.#sockets.splice(0)) socket.end('io client disconnect', error)
  }

  onSocketOpen(attempt: ConnectAttempt<UserSocket>, now: number): void {
    if (this.state !== 'connecting') return
    this.#stage = 'open'
    this.opened(attempt.timings(now))
  }

  onSocketLeft(socket: LeanSocket, lastPacket: Message | undefined): void {
    this.#sockets.splice(this.#sockets.indexOf(socket), 1)
    if (this.#sockets.length > 0) {
      if (lastPacket !== undefined) this.send(lastPacket, [])
      return
    }
    if (socket.attempt !== undefined && this.state === 'connecting') this.keepTimings(socket.attempt.timings(undefined))
    this.closeLink(lastPacket, new ClientError('closed', this.#stage, 'the last namespace has ended'))
  }

  onBadPacket(code: 'protocol' | 'too-large', message: string): void {
    this.fail(code, `the server sent ${message}`)
  }

  protected override connected(): Promise<void> {
    const attempt = this.#sockets[0]?.attempt
    if (this.state === 'connecting' && attempt !== undefined) return attempt.promise.then(() => undefined)
    if (this.state === 'open') return Promise.resolve()
    return Promise.reject(new ClientError('closed', 'open', 'the connection is not open'))
  }

  protected override onStage(stage: Extract<ConnectionStage, 'tls' | 'handshake' | 'namespace'>, now: number): void {
    this.#stage = stage
    for (const socket of this.#sockets) socket.reached(stage, now)
  }

  protected override onText(bytes: Buffer, start: number, end: number): void {
    const reader = this.#assembling ?? this.#readerOf(bytes, start, end)
    reader?.readText(bytes, start, end)
    if (reader?.isAssembling) this.#assembling = reader
  }

  protected override onBinary(bytes: Buffer, start: number, end: number): void {
    const reader = this.#assembling ?? this.#readerOf(bytes, start, end)
    reader?.readBinary(bytes, start, end)
    if (!reader?.isAssembling) this.#assembling = undefined
  }

  protected override onTick(now: number): void {
    for (let i = this.#sockets.length - 1; i >= 0; i--) {
      const socket = this.#sockets[i]
      if (!socket?.attempt?.isLate(now)) socket?.expireAcks(now)
      else if (this.isSessionOpen) socket.giveUp(this.#timeoutMs)
      else return this.fail('timeout', `no connection after ${this.#timeoutMs} ms`)
    }
  }

  protected override onFailed({ code, message, cause }: LinkFailure, wasOpen: boolean): ClientError {
    const error = new ClientError(code, this.#stage, message, cause === undefined ? {} : { cause })
    const attempt = this.#sockets[0]?.attempt
    if (!wasOpen && attempt !== undefined) this.keepTimings(attempt.timings(undefined))
    const overWebSocket = this.#transport === 'websocket' || this.timings.upgrade !== undefined
    const reason = disconnectReasonOf(code, overWebSocket)
    for (const socket of this.#sockets.splice(0)) socket.end(reason, error)
    if (wasOpen) this.#onClose?.(error)
    return error
  }

  #join(
    namespace: string,
    auth: Record<string, unknown> | undefined,
    prepare: ((socket: UserSocket) => void) | undefined,
  ): Promise<UserSocket> {
    if (this.state === 'closing' || this.state === 'closed') {
      throw new ClientError('closed', 'open', 'the connection has ended: make a new one')
    }
    if (this.#sockets.some((socket) => socket.namespace === namespace)) {
      throw new Error(`the namespace ${namespace} is open already`)
    }
    const now = monotonicClock.now()
    const attempt = new ConnectAttempt<UserSocket>(auth, this.#timeoutMs, now)
    const plan = { namespace, maxPacketBytes: this.#maxPacketBytes, parser: this.#parser }
    const socket = new LeanSocket(this.shared, this, plan, attempt)
    prepare?.(socket)
    this.#sockets.push(socket)
    if (this.#endpoint !== undefined) this.#begin(this.#endpoint)
    else if (this.isSessionOpen) socket.reached('namespace', now)
    return attempt.promise
  }

  #begin(endpoint: Endpoint): void {
    this.#endpoint = undefined
    const [transport, timeoutMs, maxPacketBytes] = [this.#transport, this.#timeoutMs, this.#maxPacketBytes]
    this.begin({ endpoint, transport, timeoutMs, maxPacketBytes })
  }

  /** Who reads a message that begins a packet: the reader of its namespace, or any one if nobody has that namespace. */
  #readerOf(bytes: Buffer, start: number, end: number): MessageReader | undefined {
    if (this.#sockets.length > 1) {
      for (const { reader } of this.#sockets) if (reader.isOurs(bytes, start, end)) return reader
    }
    return this.#sockets[0]?.reader
  }
}
