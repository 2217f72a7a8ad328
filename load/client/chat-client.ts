import type { ClientError } from './client-error.ts'
import type { PacketParser } from './packet-parser.ts'

/** How a client talks to the gateway: websocket only, polling that upgrades (Socket.IO's default), or polling only. */
export type Transport = 'websocket' | 'upgrade' | 'polling'

/** All transports, in the order they are printed. */
export const transports: readonly Transport[] = ['websocket', 'upgrade', 'polling']

/** An event name and its arguments, as `emit` takes them. */
export type EmitArgs = readonly [event: string, ...args: unknown[]]

/**
 * Takes one stamp found in a received packet. Numbers, not an object: it is called once per delivery.
 * `dueMicros` is on the clock of whoever sent it, in microseconds: in a trial the monotonic clock of the host, in a fleet
 * its common time. `doneAt` is on the monotonic clock, in milliseconds.
 */
export type StampListener = (sender: number, sequence: number, dueMicros: number, doneAt: number) => void

/**
 * How long each stage of a connect took, in milliseconds; `undefined` for a stage that this transport does not have
 * or this client cannot see.
 */
export interface ConnectTimings {
  /** Connecting the first TCP socket, TLS included. */
  readonly tcp: number | undefined
  /** From the connected socket to the Engine.IO open packet; for `websocket` the HTTP upgrade is in it. */
  readonly handshake: number | undefined
  /** From the open packet to the transport switch; `upgrade` only. Runs beside the two other stages. */
  readonly upgrade: number | undefined
  /** From sending the namespace CONNECT to its answer. */
  readonly namespace: number | undefined
}

/** What a client has sent and received so far, counted at its sockets, HTTP and frame headers included. */
export interface Traffic {
  readonly bytesUp: number
  readonly bytesDown: number
  /** HTTP requests made, a websocket handshake counted as one. */
  readonly requests: number
}

/**
 * One connection of one user. The lean client and the `socket.io-client` one pass the same contract test.
 */
export interface ChatClient {
  /** Complete once `settled` has resolved. */
  readonly timings: ConnectTimings
  /** `undefined` where the implementation cannot count at the socket. */
  readonly traffic: Traffic | undefined
  /** Resolves when the namespace is connected and events may be emitted. Rejects with a `ClientError` and leaves nothing open. */
  connect(): Promise<void>
  /**
   * Resolves when the transport will not change any more: with `connect` for `websocket` and `polling`, after the switch
   * for `upgrade`. Rejects with a `ClientError` when the switch failed; the connection then goes on by polling.
   */
  settled(): Promise<void>
  /** Sends an event. Does nothing after the connection has closed. */
  emit(event: string, ...args: unknown[]): void
  /** Sends an event and resolves with the first argument of its acknowledgement. Rejects with a `ClientError` (`ack-timeout`, `closed`). */
  emitWithAck(event: string, ...args: unknown[]): Promise<unknown>
  /**
   * Calls the listener for the first stamp of every received event or binary attachment. An acknowledgement that holds
   * a stamp is no delivery. One listener; set it before `connect`.
   */
  onStamp(listener: StampListener): void
  /**
   * Calls the listener for every received event, decoded, until it is taken away with `undefined`. Costs a parse per packet:
   * not for measuring.
   */
  onEvent(listener: ((event: string, args: readonly unknown[]) => void) | undefined): void
  /** Calls the listener once when an established connection ends without `close` having been called. */
  onClose(listener: (reason: ClientError) => void): void
  /** Closes politely and releases every resource. Safe to call at any time, and twice. */
  close(): void
}

/** Which certificates are taken for good. */
export interface TlsTrust {
  /** Certificates of authorities, PEM, in place of those that Node knows. */
  readonly ca?: string | undefined
  /** Default true; false takes any certificate. */
  readonly rejectUnauthorized?: boolean | undefined
}

/** Everything that an implementation needs to make one connection. */
export interface ChatClientOptions {
  /** Base URL of an instance: `http`, `https`. */
  readonly url: string
  /** Engine.IO path, with both slashes: `/socket.io/`. */
  readonly path: string
  /** `/` or `/chat`. */
  readonly namespace: string
  readonly transport: Transport
  /** Sent with the namespace CONNECT. */
  readonly auth?: Readonly<Record<string, unknown>> | undefined
  /** Further HTTP headers of every request. The cookies of a `cookie` header are joined by those that the gateway sets. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Further parameters of the Engine.IO URL; a gateway sees them in `socket.handshake.query`. */
  readonly query?: Readonly<Record<string, string>> | undefined
  /** Source address of every socket, for more connections than one address has ports. */
  readonly localAddress?: string | undefined
  readonly tls?: TlsTrust | undefined
  /** How packets are written; default `json`. */
  readonly parser?: PacketParser | undefined
  /** The most a connect may take, all stages together, in milliseconds. Default 20,000. */
  readonly connectTimeoutMs?: number | undefined
  /** The most an acknowledgement may take, in milliseconds. Default 10,000. */
  readonly ackTimeoutMs?: number | undefined
  /** The largest packet accepted from the server, in bytes. Default 16 MiB. */
  readonly maxPacketBytes?: number | undefined
}

/** Makes unconnected clients; one per process, so that implementations can share buffers and agents. */
export interface ChatClientFactory {
  readonly name: string
  create(options: ChatClientOptions): ChatClient
  /** Releases what the clients shared. Every client must have been closed. */
  close(): Promise<void>
}
