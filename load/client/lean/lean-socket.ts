import { monotonicClock } from '../../clock.ts'
import type { StampListener } from '../chat-client.ts'
import { ClientError, type ConnectionStage } from '../client-error.ts'
import { EventListeners } from '../event-listeners.ts'
import { serverText } from '../server-text.ts'
import type { DisconnectReason, EventListener, UserSocket } from '../user-connection.ts'
import type { ConnectAttempt } from './connect-attempt.ts'
import type { LeanShared } from './lean-shared.ts'
import type { Message } from './link.ts'
import type { MessageReader, PacketOwner } from './message-reader.ts'
import type { NamespacePackets } from './namespace-packets.ts'
import { packetCodec, type CodecPlan } from './packet-codec.ts'
import { PendingAcks } from './pending-acks.ts'

/** The connection that carries a socket's packets. */
export interface SocketCarrier {
  send(packet: Message, attachments: readonly Uint8Array[]): void
  /** The namespace has connected; `attempt` is over. */
  onSocketOpen(attempt: ConnectAttempt<UserSocket>, now: number): void
  /** The socket is about to end, other than with its connection. A last packet is still to be sent. */
  onSocketLeft(socket: LeanSocket, lastPacket: Message | undefined): void
  onBadPacket(code: 'protocol' | 'too-large', message: string): void
}

/** One namespace of a lean connection. */
export class LeanSocket implements UserSocket, PacketOwner {
  readonly reader: MessageReader
  readonly #carrier: SocketCarrier
  readonly #packets: NamespacePackets
  /** While the namespace connects. */
  #attempt: ConnectAttempt<UserSocket> | undefined
  #isConnected = false
  #connectMs: number | undefined
  #onStamp: StampListener | undefined
  #onDisconnect: ((reason: DisconnectReason, error: ClientError | undefined) => void) | undefined
  #listeners: EventListeners | undefined
  #acks: PendingAcks<readonly unknown[]> | undefined
  /** Not 0: python-socketio leaves that out of an acknowledgement by msgpack. */
  #nextAckId = 1

  constructor(shared: LeanShared, carrier: SocketCarrier, plan: CodecPlan, attempt: ConnectAttempt<UserSocket>) {
    this.#carrier = carrier
    this.#attempt = attempt
    const { packets, reader } = packetCodec(shared, plan, this)
    this.#packets = packets
    this.reader = reader
  }

  get namespace(): string {
    return this.#packets.name
  }

  get isConnected(): boolean {
    return this.#isConnected
  }

  get connectMs(): number | undefined {
    return this.#connectMs
  }

  get received(): number {
    return this.reader.received
  }

  /** The connect that is under way, if it is. */
  get attempt(): ConnectAttempt<UserSocket> | undefined {
    return this.#attempt
  }

  emit(event: string, ...args: unknown[]): void {
    if (this.#maySend()) this.#sendEvent(event, args, undefined)
  }

  emitWithAck(timeoutMs: number, event: string, ...args: unknown[]): Promise<readonly unknown[]> {
    if (!this.#maySend()) return Promise.reject(new ClientError('closed', 'open', 'the namespace has ended'))
    const id = this.#nextAckId++
    this.#sendEvent(event, args, id)
    this.#acks ??= new PendingAcks()
    return this.#acks.add(id, monotonicClock.now() + timeoutMs)
  }

  on(event: string, listener: EventListener): () => void {
    this.#listeners ??= new EventListeners()
    this.#listeners.add(event, listener)
    this.#listen()
    return () => {
      this.#listeners?.remove(event, listener)
      this.#listen()
    }
  }

  onStamp(listener: StampListener): void {
    this.#onStamp = listener
    this.#listen()
  }

  onDisconnect(listener: (reason: DisconnectReason, error: ClientError | undefined) => void): void {
    this.#onDisconnect = listener
  }

  disconnect(): void {
    if (!this.#isConnected && this.#attempt === undefined) return
    this.#carrier.onSocketLeft(this, this.disconnectPacket)
    this.end('io client disconnect', new ClientError('closed', 'open', 'the namespace was left'))
  }

  /** What says that the socket leaves; nothing before it has connected. */
  get disconnectPacket(): Message | undefined {
    return this.#isConnected ? this.#packets.disconnectPacket : undefined
  }

  /** A stage of the connect has been reached; with `namespace` the socket asks for its own. */
  reached(stage: Extract<ConnectionStage, 'tls' | 'handshake' | 'namespace'>, now: number): void {
    this.#attempt?.reached(stage, now)
    if (stage === 'namespace') this.#carrier.send(this.#packets.connectPacket(this.#attempt?.auth), [])
  }

  expireAcks(now: number): void {
    this.#acks?.expire(now)
  }

  /** Ends the socket and tells everybody who waits for it. Its owner has let go of it. */
  end(reason: DisconnectReason, error: ClientError): void {
    const wasConnected = this.#isConnected
    this.#isConnected = false
    this.#listen()
    const attempt = this.#attempt
    this.#attempt = undefined
    attempt?.reject(error)
    this.#acks?.rejectAll(error.message)
    if (wasConnected) this.#onDisconnect?.(reason, reason === 'io client disconnect' ? undefined : error)
  }

  onConnected(): void {
    const attempt = this.#attempt
    if (attempt === undefined) return
    const now = monotonicClock.now()
    this.#attempt = undefined
    this.#isConnected = true
    this.#connectMs = attempt.timings(now).namespace
    // What came before belongs to an earlier socket of the same namespace.
    this.reader.received = 0
    this.#listen()
    this.#carrier.onSocketOpen(attempt, now)
    attempt.resolve(this)
  }

  onRefused(message: string): void {
    if (this.#attempt !== undefined) this.#leave(new ClientError('connect-error', 'namespace', serverText(message)))
  }

  onDisconnected(): void {
    if (!this.#isConnected) return
    this.#leave(new ClientError('server-disconnect', 'open', `the server disconnected the namespace ${this.namespace}`))
  }

  /** Gives up a connect that has taken too long, while the connection itself stands. */
  giveUp(timeoutMs: number): void {
    this.#leave(new ClientError('timeout', 'namespace', `the namespace was not connected after ${timeoutMs} ms`))
  }

  onAck(id: number, args: readonly unknown[]): void {
    this.#acks?.resolve(id, args)
  }

  onBadPacket(code: 'protocol' | 'too-large', message: string): void {
    this.#carrier.onBadPacket(code, message)
  }

  #leave(error: ClientError): void {
    this.#carrier.onSocketLeft(this, undefined)
    this.end('io server disconnect', error)
  }

  #maySend(): boolean {
    if (this.#attempt !== undefined) throw new Error(`emit before the namespace ${this.namespace} is connected`)
    return this.#isConnected
  }

  #sendEvent(event: string, args: readonly unknown[], ackId: number | undefined): void {
    const { packet, attachments } = this.#packets.eventPacket(event, args, ackId)
    this.#carrier.send(packet, attachments)
  }

  /** Has the reader look for what somebody listens to, while the namespace is connected. */
  #listen(): void {
    const listeners = this.#isConnected ? this.#listeners : undefined
    this.reader.onStamp = this.#isConnected ? this.#onStamp : undefined
    if (listeners === undefined || listeners.isEmpty) this.reader.onEvent = undefined
    else this.reader.onEvent ??= (event, args) => listeners.tell(event, args)
  }
}
