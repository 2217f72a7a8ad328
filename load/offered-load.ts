import type { Transport } from './client/chat-client.ts'

/** A figure for each transport. */
export type ByTransport = Readonly<Record<Transport, number>>

/**
 * What a workload asks of a target while it is measured, in counts that a cost can be put on; rates are per second.
 * Users who upgrade are counted under `upgrade`, although their messages then travel by websocket.
 */
export interface OfferedLoad {
  /** Users that are connected when the window opens; those that arrive in it are under `connects`. */
  readonly users: ByTransport
  /** Users that arrive per second. */
  readonly connects: ByTransport
  /** Messages received from users per second, by the transport of who sends. */
  readonly messages: ByTransport
  /** Deliveries owed per second, by the transport of who receives. */
  readonly deliveries: ByTransport
  /** Length of each text, in bytes. */
  readonly payloadBytes: number
  /** Whether each message is acknowledged. */
  readonly acknowledged: boolean
  /** Groups of rooms of one size: how many, members of each, and messages per second into all of them together. */
  readonly rooms: readonly { readonly rooms: number; readonly members: number; readonly messages: number }[]
}
