import { monotonicClock } from '../../clock.ts'
import type { ChatClient, ChatClientOptions, StampListener } from '../chat-client.ts'
import { ClientError, type ClientErrorCode, type ConnectionStage } from '../client-error.ts'
import { defaultOptions } from '../default-options.ts'
import { serverText } from '../server-text.ts'
import { ConnectAttempt } from './connect-attempt.ts'
import { endpointOf } from './endpoint.ts'
import { EngineSession } from './engine-session.ts'
import type { LeanShared } from './lean-shared.ts'
import type { LinkFailure } from './link.ts'
import type { PacketOwner } from './message-reader.ts'
import type { LinkPlan } from './open-link.ts'
import { packetCodec, type PacketCodec } from './packet-codec.ts'
import { PendingAcks } from './pending-acks.ts'

/** One connection of one user with one namespace: the leanest. */
export class LeanClient extends EngineSession implements ChatClient, PacketOwner {
  readonly #packets: PacketCodec['packets']
  readonly #reader: PacketCodec['reader']
  readonly #ackTimeoutMs: number
  /** What a connect needs; both are let go of when it has ended. */
  #plan: (LinkPlan & Pick<ChatClientOptions, 'auth'>) | undefined
  #attempt: ConnectAttempt<undefined> | undefined
  #onClose: ((reason: ClientError) => void) | undefined
  #acks: PendingAcks<unknown> | undefined
  /** Not 0: python-socketio leaves that out of an acknowledgement by msgpack. */
  #nextAckId = 1

  constructor(shared: LeanShared, options: ChatClientOptions) {
    super(shared)
    const { transport, auth, connectTimeoutMs: timeoutMs = defaultOptions.connectTimeoutMs } = options
    const maxPacketBytes = options.maxPacketBytes ?? defaultOptions.maxPacketBytes
    this.#plan = { endpoint: endpointOf(options), transport, timeoutMs, maxPacketBytes, auth }
    this.#ackTimeoutMs = options.ackTimeoutMs ?? defaultOptions.ackTimeoutMs
    const { namespace, parser = defaultOptions.parser } = options
    const codec = packetCodec(shared, { namespace, maxPacketBytes, parser }, this)
    this.#packets = codec.packets
    this.#reader = codec.reader
  }

  connect(): Promise<void> {
    const plan = this.#plan
    if (this.state !== 'idle' || plan === undefined) throw new Error('a client connects once: make a new one')
    this.#plan = undefined
    this.#attempt = new ConnectAttempt(plan.auth, plan.timeoutMs, monotonicClock.now())
    const { promise } = this.#attempt
    this.begin(plan)
    return promise
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

  onEvent(listener: ((event: string, args: readonly unknown[]) => void) | undefined): void {
    this.#reader.onEvent = listener
  }

  onClose(listener: (reason: ClientError) => void): void {
    this.#onClose = listener
  }

  close(): void {
    const wasOpen = this.state === 'open'
    if (this.state === 'idle') this.state = 'closed'
    if (this.state !== 'connecting' && !wasOpen) return
    const error = this.#rejectWaiting('closed', 'the client was closed')
    this.closeLink(wasOpen ? this.#packets.disconnectPacket : undefined, error)
  }

  onConnected(): void {
    if (this.#attempt === undefined) return
    this.opened(this.#attempt.timings(monotonicClock.now()))
    this.#attempt.resolve(undefined)
    this.#attempt = undefined
  }

  onRefused(message: string): void {
    this.fail('connect-error', serverText(message))
  }

  onDisconnected(): void {
    this.fail('server-disconnect', `the server disconnected the namespace ${this.#packets.name}`)
  }

  onAck(id: number, args: readonly unknown[]): void {
    this.#acks?.resolve(id, args[0])
  }

  onBadPacket(code: 'protocol' | 'too-large', message: string): void {
    this.fail(code, `the server sent ${message}`)
  }

  protected override connected(): Promise<void> {
    if (this.#attempt !== undefined) return this.#attempt.promise
    if (this.state === 'open') return Promise.resolve()
    return Promise.reject(new ClientError('closed', 'open', 'the client is not connected'))
  }

  protected override onStage(stage: Extract<ConnectionStage, 'tls' | 'handshake' | 'namespace'>, now: number): void {
    const attempt = this.#attempt
    attempt?.reached(stage, now)
    if (stage === 'namespace') this.send(this.#packets.connectPacket(attempt?.auth), [])
  }

  protected override onText(bytes: Buffer, start: number, end: number): void {
    this.#reader.readText(bytes, start, end)
  }

  protected override onBinary(bytes: Buffer, start: number, end: number): void {
    this.#reader.readBinary(bytes, start, end)
  }

  protected override onTick(now: number): void {
    if (this.#attempt?.isLate(now)) this.fail('timeout', `no connection after ${this.#attempt.timeoutMs} ms`)
    else this.#acks?.expire(now)
  }

  protected override onFailed({ code, message, cause }: LinkFailure, wasOpen: boolean): ClientError {
    const error = this.#rejectWaiting(code, message, cause)
    if (wasOpen) this.#onClose?.(error)
    return error
  }

  #maySend(): boolean {
    if (this.state === 'idle' || this.state === 'connecting') throw new Error('emit before connect has resolved')
    return this.state === 'open'
  }

  #sendEvent(event: string, args: readonly unknown[], ackId: number | undefined): void {
    const { packet, attachments } = this.#packets.eventPacket(event, args, ackId)
    this.send(packet, attachments)
  }

  /** Tells everybody who waits for the connection that it has ended. */
  #rejectWaiting(code: ClientErrorCode, message: string, cause?: Error): ClientError {
    const attempt = this.#attempt
    const error = new ClientError(code, attempt?.stage ?? 'open', message, cause === undefined ? {} : { cause })
    if (attempt !== undefined) this.keepTimings(attempt.timings(undefined))
    this.#attempt = undefined
    attempt?.reject(error)
    this.#acks?.rejectAll(message)
    return error
  }
}
