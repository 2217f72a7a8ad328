import { monotonicClock } from '../../clock.ts'
import type { ChatClient, ChatClientOptions, ConnectTimings, StampListener, Traffic } from '../chat-client.ts'
import { ClientError, type ClientErrorCode, type ConnectionStage } from '../client-error.ts'
import { defaultOptions } from '../default-options.ts'
import { serverText } from '../server-text.ts'
import { ConnectAttempt, noTimings } from './connect-attempt.ts'
import { endpointOf } from './endpoint.ts'
import type { LeanShared } from './lean-shared.ts'
import { noTraffic, type Link, type LinkFailure } from './link.ts'
import type { Namespace } from './namespace.ts'
import { openLink, type LinkPlan } from './open-link.ts'
import { readOpenPacket } from './open-packet.ts'
import { PacketReader, type PacketOwner } from './packet-reader.ts'
import { engineTypes } from './packet-types.ts'
import { PendingAcks } from './pending-acks.ts'
import { TransportSwitch } from './transport-switch.ts'
import type { UpgradeOwner } from './upgrading-link.ts'
import type { Watched } from './watch.ts'

const lingerMs = 5_000

/** One connection of one user: the session and its namespace, over a link that carries the packets. */
export class LeanClient implements ChatClient, UpgradeOwner, PacketOwner, Watched {
  readonly #shared: LeanShared
  readonly #namespace: Namespace
  readonly #reader: PacketReader
  readonly #ackTimeoutMs: number
  #state: 'idle' | 'connecting' | 'open' | 'closing' | 'closed' = 'idle'
  /** What a connect needs; both are let go of when it has ended. */
  #plan: (LinkPlan & Pick<ChatClientOptions, 'auth'>) | undefined
  #attempt: ConnectAttempt | undefined
  #switch: TransportSwitch | undefined
  #link: Link | undefined
  #timings = noTimings
  #onClose: ((reason: ClientError) => void) | undefined
  #acks: PendingAcks | undefined
  #nextAckId = 0
  /** Zero until the session is open. */
  #pingWindowMs = 0
  /** When the connection counts as lost: no ping has come, or, while closing, no end. */
  #lostAt = Infinity

  constructor(shared: LeanShared, options: ChatClientOptions) {
    const { transport, auth, connectTimeoutMs: timeoutMs = defaultOptions.connectTimeoutMs } = options
    const maxPacketBytes = options.maxPacketBytes ?? defaultOptions.maxPacketBytes
    this.#shared = shared
    this.#plan = { endpoint: endpointOf(options), transport, timeoutMs, maxPacketBytes, auth }
    this.#namespace = shared.namespace(options.namespace)
    this.#ackTimeoutMs = options.ackTimeoutMs ?? defaultOptions.ackTimeoutMs
    this.#reader = new PacketReader(shared, this.#namespace, maxPacketBytes, this)
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
    this.#plan = undefined
    this.#state = 'connecting'
    this.#attempt = new ConnectAttempt(plan.auth, plan.timeoutMs, monotonicClock.now())
    if (plan.transport === 'upgrade') this.#switch = new TransportSwitch()
    const { promise } = this.#attempt
    this.#link = openLink(this.#shared, plan, this)
    this.#shared.watch.add(this)
    return promise
  }

  settled(): Promise<void> {
    if (this.#switch !== undefined) return this.#switch.promise
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
    if (this.#state === 'idle') this.#state = 'closed'
    if (this.#state !== 'connecting' && !wasOpen) return
    this.#state = 'closing'
    this.#lostAt = monotonicClock.now() + lingerMs
    this.#rejectWaiting('closed', 'the client was closed')
    this.#link?.close(wasOpen ? this.#namespace.disconnectPacket : undefined)
  }

  check(now: number): void {
    if (this.#attempt?.isLate(now)) this.#fail('timeout', `no connection after ${this.#attempt.timeoutMs} ms`)
    else if (now <= this.#lostAt) this.#acks?.expire(now)
    else if (this.#state !== 'closing') this.#fail('ping-timeout', `no ping for ${this.#pingWindowMs} ms`)
    else {
      this.#link?.destroy()
      this.onLinkEnded()
    }
  }

  onProgress(stage: Extract<ConnectionStage, 'tls' | 'handshake'>): void {
    if (this.#attempt === undefined) return
    if (stage === 'tls') this.#attempt.stage = stage
    else this.#attempt.socketReady(monotonicClock.now())
  }

  onPacket(bytes: Buffer, start: number, end: number): void {
    if (this.#state === 'closing') return
    if (this.#pingWindowMs === 0) return this.#openSession(bytes, start, end)
    switch (start === end ? undefined : bytes[start]) {
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
    if (this.#state === 'closing') return
    if (this.#pingWindowMs === 0) this.#fail('bad-handshake', 'the server opened with a binary message')
    else this.#reader.readBinary(bytes, start, end)
  }

  onConnected(): void {
    if (this.#attempt === undefined) return
    this.#timings = { ...this.#timings, ...this.#attempt.timings(monotonicClock.now()) }
    this.#state = 'open'
    this.#attempt.resolve()
    this.#attempt = undefined
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

  onUpgraded(): void {
    if (this.#switch === undefined) return
    this.#timings = { ...this.#timings, upgrade: monotonicClock.now() - this.#switch.startedAt }
    this.#switch.resolve()
  }

  onUpgradeFailed({ code, message, cause }: LinkFailure): void {
    this.#switch?.reject(new ClientError(code, 'upgrade', message, { cause }))
  }

  onLinkFailed({ code, message, cause }: LinkFailure): void {
    this.#fail(code, message, cause)
  }

  onLinkEnded(): void {
    this.#state = 'closed'
    this.#shared.watch.delete(this)
  }

  /** Takes the first packet of the connection. */
  #openSession(bytes: Buffer, start: number, end: number): void {
    const session = readOpenPacket(bytes, start, end)
    if (session === undefined) {
      const said = serverText(bytes.toString('utf8', start, end))
      return this.#fail('bad-handshake', `the server did not open with an Engine.IO v4 handshake but with: ${said}`)
    }
    const now = monotonicClock.now()
    const { auth } = this.#attempt ?? {}
    this.#attempt?.sessionOpen(now)
    if (this.#switch !== undefined) this.#switch.startedAt = now
    this.#pingWindowMs = session.pingInterval + session.pingTimeout
    this.#lostAt = now + this.#pingWindowMs
    this.#link?.open(session)
    this.#link?.send(this.#namespace.connectPacket(auth))
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

  #fail(code: ClientErrorCode, message: string, cause?: Error): void {
    if (this.#state === 'closed') return
    const wasOpen = this.#state === 'open'
    this.#state = 'closed'
    this.#shared.watch.delete(this)
    this.#link?.destroy()
    const error = this.#rejectWaiting(code, message, cause)
    if (wasOpen) this.#onClose?.(error)
  }

  /** Tells everybody who waits for the connection that it has ended. */
  #rejectWaiting(code: ClientErrorCode, message: string, cause?: Error): ClientError {
    const attempt = this.#attempt
    const error = new ClientError(code, attempt?.stage ?? 'open', message, cause === undefined ? {} : { cause })
    if (attempt !== undefined) this.#timings = { ...this.#timings, ...attempt.timings(undefined) }
    this.#attempt = undefined
    attempt?.reject(error)
    this.#switch?.reject(error)
    this.#acks?.rejectAll(message)
    return error
  }
}
