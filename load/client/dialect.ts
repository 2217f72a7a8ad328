import type { EmitArgs } from './chat-client.ts'

/** How to talk to one particular gateway. */
export interface Dialect {
  readonly name: string
  readonly namespace: string
  readonly path: string
  /** Whether a message comes back to the user who sent it. */
  readonly senderReceives: boolean
  /** What the user sends with the namespace CONNECT. */
  auth(user: number): Record<string, unknown>
  /** The event that makes a user a member of a room; it must be acknowledged. */
  join(room: string): EmitArgs
  /** Why an acknowledgement means no; `undefined` where it means yes. */
  refusal(answer: unknown): string | undefined
  /** The event that sends a text to a room. */
  send(room: string, text: string): EmitArgs
}
