import type { EmitArgs } from './chat-client.ts'
import type { Credentials } from './credentials.ts'
import type { PacketParser } from './packet-parser.ts'

/** What a load must know of a gateway before it is planned. */
export interface DialectTraits {
  /** Whether users join rooms; otherwise everyone who is connected is a member of the one room there is. */
  readonly rooms: boolean
  /** Whether the gateway acknowledges a message to its sender. */
  readonly acknowledges: boolean
  /** Whether users ask for an acknowledgement of every message, also where that is not what is measured. */
  readonly asksAlways: boolean
  /** Whether the gateway relays a message to the members of the room; otherwise it only acknowledges. */
  readonly relays: boolean
  /** Whether a message also comes back to the user who sent it. */
  readonly senderReceives: boolean
}

/**
 * How it is known that a user has joined: the join is acknowledged, the gateway answers with an event, or (`probe`) it says
 * nothing, and a message that comes through shows it.
 */
export type JoinConfirmation = 'ack' | 'probe' | { readonly event: string }

/** How a user becomes a member of a room. */
export interface Join {
  readonly confirmedBy: JoinConfirmation
  /** The event that asks for it. */
  args(room: string, user: number): EmitArgs
}

/** How to talk to one particular gateway. */
export interface Dialect {
  readonly name: string
  /** `/` or `/chat`. */
  readonly namespace: string
  /** Engine.IO path, with both slashes: `/socket.io/`. */
  readonly path: string
  readonly parser: PacketParser
  readonly traits: DialectTraits
  /** `undefined` where `traits.rooms` is false. */
  readonly join: Join | undefined
  /** Makes what a user shows when it connects, logging it in where that is needed. Rejects with a `LoginError`. */
  readonly credentials: (user: number) => Promise<Credentials>
  /** Why an acknowledgement means no; `undefined` where it means yes. */
  readonly refusal: (answer: unknown) => string | undefined
  /** The event that sends a text to a room; `user` is who sends it. */
  send(room: string, text: string, user: number): EmitArgs
}
