import { monotonicClock } from '../../clock.ts'
import type { ChatClient, ChatClientOptions, ConnectTimings, StampListener, Traffic } from '../chat-client.ts'
import { ClientError, type ClientErrorCode, type ConnectionStage } from '../client-error.ts'
import { serverText } from '../server-text.ts'
import { ConnectAttempt } from './connect-attempt.ts'
import { endpointOf, type Endpoint } from './endpoint.ts'
import { parseJson } from './json.ts'
import type { LeanShared } from './lean-shared.ts'
import type { Link, LinkFailure, LinkOwner } from './link.ts'
import type { Namespace } from './namespace.ts'
import { readOpenPacket } from './open-packet.ts'
import { PacketReader, type PacketOwner } from './packet-reader.ts'
import { engineTypes } from './packet-types.ts'
import { PendingAcks } from './pending-acks.ts'
import type { Watched } from './watch.ts'
import { WebSocketLink } from './websocket-link.ts'

const defaults = { connectTimeoutMs: 20_000, ackTimeoutMs: 10_000, maxPacketBytes: 16 * 2 ** 20 }
const lingerMs = 5_000

type State = 'idle' | 'connecting' | 'open' | 'closing' | 'closed'

interface Plan {
  readonly options: ChatClientOptions
  readonly endpoint: Endpoint
}

/** One connection of one user, written for many of them in one process. */
export class LeanClient implements ChatClient, LinkOwner, PacketOwner, Watched {
  readonly #shared: LeanShared
  readonly #namespace: Namespace
  readonly #reader: PacketReader
  readonly #ackTimeoutMs: number
  #plan: Plan | undefined
  #state: State = 'idle'
  #attempt: ConnectAttempt | undefined
  #link: Link | undefined
  #timings = noTimings
  #onClose: ((reason: ClientError) => void) | undefined
  #acks: PendingAcks | undefined
  #nextAckId = 0
  #pingWindowMs = Infinity
  /** When the connection counts as lost: no ping has come, or, while closing, no end. */
  #lostAt = Infinity

  constructor(shared: LeanShared, options: ChatClientOptions) {
    this.#shared = shared
    this.#plan = { options, endpoint: endpointOf(options) }
    this.#namespace = shared.namespace(options.namespace)
    this.#ackTimeoutMs = options.ackTimeoutMs ?? defaults.ackTimeoutMs
    this.#reader = new PacketReader(shared, this.#namespace, options.maxPacketBytes ?? defaults.maxPacketBytes, this)
  }

  get timings(): ConnectTimings {
    return this.#timings
  }

  get traffic(): Traffic {
    return this.#link?.traffic ?? noTraffic
  }

  connect(): Promise<void> {
    const plan = this.#plan
    if (this.#state !== 'idle' || plan === undefined) throw new Error('a client connects once: make a new one')
    const { options, endpoint } = plan
    const now = monotonicClock.now()
    const timeoutMs = options.connectTimeoutMs ?? defaults.connectTimeoutMs
    const attempt = (this.#attempt = new ConnectAttempt(options.auth, timeoutMs, now))
    this.#plan = undefined
    this.#state = 'connecting'
    this.#shared.watch.add(this)
    const maxPacketBytes = options.maxPacketBytes ?? defaults.maxPacketBytes
    this.#link = new WebSocketLink(this.#shared, endpoint, 'EIO=4&transport=websocket', maxPacketBytes, this)
    return attempt.promise
  }

  settled(): Promise<void> {
    if (this.#attempt !== undefined) return this.#attempt.promise
    if (this.#state === 'open') return Promise.resolve()
    return Promise.reject(new ClientError('closed', 'open', 'the client is not connected'))
  }

  emit(event: string, ...args: unknown[]): void {
    if (this.#maySend()) this.#sendEvent(event, args, undefined)
  }

  emitWithAck(event: string, ...args: unknown[]): Promise<unknown> {
    if (!this.#maySend()) return Promise.reject(new ClientError('closed', 'open', 'the connection is closed'))
    const id = this.#nextAckId++
    this.#sendEvent(event, args, id)
    this.#acks ??= new PendingAcks()
    return this.#acks.add(id, monotonicClock.now() + this.#ackTimeoutMs)
  }

  onStamp(listener: StampListener): void {
    this.#reader.onStamp = listener
  }

  onEvent(listener: (event: string, args: readonly unknown[]) => void): void {
    this.#reader.onEvent = listener
  }

  onClose(listener: (reason: ClientError) => void): void {
    this.#onClose = listener
  }

  close(): void {
    const wasOpen = this.#state === 'open'
    if (this.#state === 'connecting') {
      const { stage } = this.#attempt ?? { stage: 'tcp' }
      this.#endAttempt()?.reject(new ClientError('closed', stage, 'the client was closed while it connected'))
    } else if (!wasOpen) {
      if (this.#state === 'idle') this.#state = 'closed'
      return
    }
    this.#state = 'closing'
    this.#lostAt = monotonicClock.now() + lingerMs
    this.#acks?.rejectAll('the client was closed')
    this.#link?.close(wasOpen ? this.#namespace.disconnectPacket : undefined)
  }

  check(now: number): void {
    const attempt = this.#attempt
    if (attempt !== undefined && now > attempt.startedAt + attempt.timeoutMs) {
      this.#fail('timeout', `no connection after ${attempt.timeoutMs} ms`)
    } else if (now <= this.#lostAt) {
      this.#acks?.expire(now)
    } else if (this.#state === 'closing') {
      this.#link?.destroy()
      this.onLinkEnded()
    } else {
      this.#fail('ping-timeout', `no ping from the server for ${this.#pingWindowMs} ms`)
    }
  }

  onProgress(stage: Extract<ConnectionStage, 'tls' | 'handshake'>): void {
    if (this.#attempt === undefined) return
    this.#attempt.stage = stage
    if (stage !== 'handshake') return
    this.#attempt.connectedAt = monotonicClock.now()
    this.#timings = { ...this.#timings, tcp: this.#attempt.connectedAt - this.#attempt.startedAt }
  }

  onPacket(bytes: Buffer, start: number, end: number): void {
    if (this.#state === 'closing') return
    const type = start === end ? undefined : bytes[start]
    if (this.#pingWindowMs === Infinity) return this.#onFirstPacket(type, bytes, start, end)
    switch (type) {
      case engineTypes.message:
        return this.#reader.readText(bytes, start + 1, end)
      case engineTypes.ping:
        this.#lostAt = monotonicClock.now() + this.#pingWindowMs
        return this.#link?.send('3')
      case engineTypes.close:
        return this.#fail('server-disconnect', 'the server closed the session')
      case engineTypes.pong:
      case engineTypes.upgrade:
      case engineTypes.noop:
        return
      default:
        this.#fail('protocol', 'the server sent an unknown Engine.IO packet')
    }
  }

  onBinaryMessage(bytes: Buffer, start: number, end: number): void {
    if (this.#state !== 'closing') this.#reader.readBinary(bytes, start, end)
  }

  onConnected(): void {
    const attempt = this.#endAttempt()
    if (attempt === undefined) return
    this.#timings = { ...this.#timings, namespace: monotonicClock.now() - attempt.openedAt }
    this.#state = 'open'
    attempt.resolve()
  }

  onRefused(message: string): void {
    this.#fail('connect-error', serverText(message))
  }

  onDisconnected(): void {
    this.#fail('server-disconnect', `the server disconnected the namespace ${this.#namespace.name}`)
  }

  onAck(id: number, args: readonly unknown[]): void {
    this.#acks?.resolve(id, args[0])
  }

  onBadPacket(code: 'protocol' | 'too-large', message: string): void {
    this.#fail(code, `the server sent ${message}`)
  }

  onLinkFailed({ code, message, cause }: LinkFailure): void {
    this.#fail(code, message, cause)
  }

  onLinkEnded(): void {
    this.#state = 'closed'
    this.#shared.watch.delete(this)
  }

  #onFirstPacket(type: number | undefined, bytes: Buffer, start: number, end: number): void {
    const attempt = this.#attempt
    if (attempt === undefined) return
    let open
    try {
      if (type === engineTypes.open) open = readOpenPacket(parseJson(bytes, start + 1, end))
    } catch {
      open = undefined
    }
    if (open === undefined) {
      const said = serverText(bytes.toString('utf8', start, end))
      return this.#fail(
        'bad-handshake',
        `the server opened with something else than an Engine.IO v4 handshake: ${said}`,
      )
    }
    attempt.openedAt = monotonicClock.now()
    attempt.stage = 'namespace'
    this.#timings = { ...this.#timings, handshake: attempt.openedAt - attempt.connectedAt }
    this.#pingWindowMs = open.pingInterval + open.pingTimeout
    this.#lostAt = attempt.openedAt + this.#pingWindowMs
    this.#link?.send(this.#namespace.connectPacket(attempt.auth))
  }

  #maySend(): boolean {
    if (this.#state === 'idle' || this.#state === 'connecting') throw new Error('emit before connect has resolved')
    return this.#state === 'open'
  }

  #sendEvent(event: string, args: readonly unknown[], ackId: number | undefined): void {
    const { packet, attachments } = this.#namespace.eventPacket(event, args, ackId)
    this.#link?.send(packet)
    for (const attachment of attachments) this.#link?.sendBinary(attachment)
  }

  #endAttempt(): ConnectAttempt | undefined {
    const attempt = this.#attempt
    this.#attempt = undefined
    return attempt
  }

  #fail(code: ClientErrorCode, message: string, cause?: Error): void {
    if (this.#state === 'closed') return
    const error = new ClientError(code, this.#attempt?.stage ?? 'open', message, { cause })
    const wasClosing = this.#state === 'closing'
    this.#state = 'closed'
    this.#shared.watch.delete(this)
    this.#link?.destroy()
    this.#acks?.rejectAll(`the connection has ended: ${message}`)
    const attempt = this.#endAttempt()
    if (attempt !== undefined) attempt.reject(error)
    else if (!wasClosing) this.#onClose?.(error)
  }
}

const noTimings: ConnectTimings = { tcp: undefined, handshake: undefined, upgrade: undefined, namespace: undefined }
const noTraffic: Traffic = { bytesUp: 0, bytesDown: 0, requests: 0 }
