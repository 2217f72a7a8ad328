import type { Timers } from '../pacer.ts'
import type { StampListener } from './chat-client.ts'
import { ClientError } from './client-error.ts'
import { KeptEmits } from './kept-emits.ts'
import type { Auth, DisconnectReason, EventListener, UserSocket } from './user-connection.ts'

/** One listener of one event; the same function may be added twice. */
interface Listening {
  readonly event: string
  readonly listener: EventListener
  /** Removes it from the namespace that is connected, if one is. */
  forget: () => void
}

/** Who keeps the sockets that are to be connected again. */
export interface SocketKeeper {
  /** The namespace has ended and is not to be connected again. */
  onSocketEnded(socket: ReconnectingSocket): void
}

/** One namespace over all the connections that carry it one after the other. */
export class ReconnectingSocket implements UserSocket {
  readonly namespace: string
  readonly auth: Auth | undefined
  readonly #timers: Timers
  readonly #keeper: SocketKeeper
  #listening: Listening[] | undefined
  #live: UserSocket | undefined
  #receivedBefore = 0
  #connectMs: number | undefined
  #kept: KeptEmits | undefined
  #onStamp: StampListener | undefined
  #onDisconnect: ((reason: DisconnectReason, error: ClientError | undefined) => void) | undefined
  #hasEnded = false

  constructor(namespace: string, auth: Auth | undefined, timers: Timers, keeper: SocketKeeper) {
    this.namespace = namespace
    this.auth = auth
    this.#timers = timers
    this.#keeper = keeper
  }

  get isConnected(): boolean {
    return this.#live?.isConnected ?? false
  }

  get connectMs(): number | undefined {
    return this.#live?.connectMs ?? this.#connectMs
  }

  get received(): number {
    return this.#receivedBefore + (this.#live?.received ?? 0)
  }

  emit(event: string, ...args: unknown[]): void {
    if (this.#live !== undefined) this.#live.emit(event, ...args)
    else if (!this.#hasEnded) this.#keep().keep(event, args)
  }

  emitWithAck(timeoutMs: number, event: string, ...args: unknown[]): Promise<readonly unknown[]> {
    if (this.#live !== undefined) return this.#live.emitWithAck(timeoutMs, event, ...args)
    if (!this.#hasEnded) return this.#keep().keepWithAck(timeoutMs, event, args)
    return Promise.reject(new ClientError('closed', 'open', 'the namespace has ended'))
  }

  on(event: string, listener: EventListener): () => void {
    const listening: Listening = { event, listener, forget: this.#live?.on(event, listener) ?? nothing }
    this.#listening = [...(this.#listening ?? []), listening]
    return () => {
      this.#listening = this.#listening?.filter((each) => each !== listening)
      listening.forget()
    }
  }

  onStamp(listener: StampListener): void {
    this.#onStamp = listener
    this.#live?.onStamp(listener)
  }

  onDisconnect(listener: (reason: DisconnectReason, error: ClientError | undefined) => void): void {
    this.#onDisconnect = listener
  }

  disconnect(): void {
    if (this.#live !== undefined) this.#live.disconnect()
    else this.giveUp('the namespace was left')
  }

  /** Puts everything that is listened to on a socket that is about to connect. */
  prepare(socket: UserSocket): void {
    for (const listening of this.#listening ?? []) listening.forget = socket.on(listening.event, listening.listener)
    if (this.#onStamp !== undefined) socket.onStamp(this.#onStamp)
    socket.onDisconnect((reason, error) => this.#onLost(reason, error))
  }

  /** The socket has connected: what was kept is sent. */
  connected(socket: UserSocket): void {
    // It may have been lost again before anybody heard that it connected.
    if (!socket.isConnected) return
    this.#live = socket
    const kept = this.#kept
    this.#kept = undefined
    kept?.sendTo(socket)
  }

  /** Ends a namespace that is away: it does not come back. */
  giveUp(message: string): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#kept?.drop(new ClientError('closed', 'open', message))
    this.#keeper.onSocketEnded(this)
  }

  #keep(): KeptEmits {
    return (this.#kept ??= new KeptEmits(this.#timers))
  }

  #onLost(reason: DisconnectReason, error: ClientError | undefined): void {
    this.#receivedBefore = this.received
    this.#connectMs = this.#live?.connectMs
    this.#live = undefined
    this.#hasEnded = reason === 'io server disconnect' || reason === 'io client disconnect'
    if (this.#hasEnded) this.#keeper.onSocketEnded(this)
    this.#onDisconnect?.(reason, error)
  }
}

function nothing(): void {
  // There is no namespace to remove a listener from.
}
