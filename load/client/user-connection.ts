import type { ChatClientOptions, ConnectTimings, StampListener, Traffic } from './chat-client.ts'
import type { ClientError } from './client-error.ts'
import type { ReconnectionOptions } from './reconnection-options.ts'

/** What is sent with a namespace CONNECT; a function is asked anew for each, so that a token may be renewed. */
export type Auth = Record<string, unknown> | (() => Record<string, unknown> | Promise<Record<string, unknown>>)

/** Why a namespace of a connection ended, in the words of socket.io-client. */
export type DisconnectReason =
  | 'io server disconnect'
  | 'io client disconnect'
  | 'ping timeout'
  | 'transport close'
  | 'transport error'
  | 'parse error'

/** Everything that is needed to make one connection; its namespaces are asked for when it is there. */
export interface ConnectionOptions extends Omit<ChatClientOptions, 'namespace' | 'auth'> {
  /** Connects anew after a loss that nobody asked for. Default: it does not. */
  readonly reconnection?: ReconnectionOptions | false | undefined
}

/** One connection of one user, which carries any number of namespaces as a browser's does. */
export interface UserConnection {
  /** Of the connection and its first namespace; complete once `settled` has resolved. After a reconnect, of the last one. */
  readonly timings: ConnectTimings
  readonly traffic: Traffic | undefined
  /**
   * Connects with its first namespace, or joins a further one. Namespaces may be opened at the same time.
   *
   * `prepare` is called with the socket before anything can arrive: an event that the server sends on connect is only
   * received by a listener that `prepare` has added. Rejects with a `ClientError`: `connect-error` when the namespace
   * refused, which leaves the others alone; `closed` when the connection has ended already. Rejects with an `Error` for
   * a namespace that is open.
   */
  open(namespace: string, auth?: Auth, prepare?: (socket: UserSocket) => void): Promise<UserSocket>
  /**
   * Resolves when the transport will not change any more, after the switch for `upgrade`. Rejects with a `ClientError`
   * when the switch failed; the connection then goes on by polling.
   */
  settled(): Promise<void>
  /** Calls the listener once when the connection is lost for good: not closed by this side, and not coming back. */
  onClose(listener: (reason: ClientError) => void): void
  /** Calls the listener after every reconnect, its namespaces connected, with the number of attempts it took. */
  onReconnect(listener: (attempts: number) => void): void
  /** Closes politely, with all namespaces, and releases every resource. Safe to call at any time, and twice. */
  close(): void
}

/** One namespace of a connection. */
export interface UserSocket {
  readonly namespace: string
  readonly isConnected: boolean
  /** From sending the namespace CONNECT to its answer, in milliseconds; `undefined` until then. */
  readonly connectMs: number | undefined
  /** Server-to-client events received so far; counted without parsing them. */
  readonly received: number
  /** Sends an event. Does nothing after the namespace has ended; while it reconnects, keeps the event and sends it then. */
  emit(event: string, ...args: unknown[]): void
  /**
   * Sends an event and resolves with all arguments of its acknowledgement. Rejects with a `ClientError`: `ack-timeout`
   * after `timeoutMs`, `closed` when the namespace or the connection ends first.
   */
  emitWithAck(timeoutMs: number, event: string, ...args: unknown[]): Promise<readonly unknown[]>
  /**
   * Calls the listener for every event of that name, or for every event when the name is `*`. Returns what removes it.
   * While nobody listens events are not parsed; while somebody does all of the namespace are.
   */
  on(event: string, listener: EventListener): () => void
  /** Calls the listener for the first stamp of every received event or binary attachment. One listener. */
  onStamp(listener: StampListener): void
  /**
   * Calls the listener once when the connected namespace ends, whoever ended it; with reconnection at every loss. The
   * error says more where this side did not end it.
   */
  onDisconnect(listener: (reason: DisconnectReason, error: ClientError | undefined) => void): void
  /** Leaves the namespace; the connection ends with its last one. */
  disconnect(): void
}

/** Takes the arguments of one received event. */
export type EventListener = (args: readonly unknown[], event: string) => void

/** Makes connections that have not begun; one per thread, so that connections can share buffers. */
export interface UserConnectionFactory {
  connection(options: ConnectionOptions): UserConnection
}
