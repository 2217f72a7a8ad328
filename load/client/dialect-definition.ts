import type { EmitArgs } from './chat-client.ts'
import type { Credentials } from './credentials.ts'
import type { JoinConfirmation } from './dialect.ts'
import type { PacketParser } from './packet-parser.ts'

/**
 * An event name and its arguments, in which `{{room}}`, `{{text}}`, `{{user}}` (a number from 0) and `{{jwt}}` stand for
 * what they say. A text that is nothing but `"{{user}}"` becomes the number itself.
 */
export type EmitTemplate = EmitArgs

/** How tokens are signed: HS256 with a secret that the gateway knows. */
export interface JwtDefinition {
  readonly secret: string
  /** Claims of each token, as templates; default `{ sub: "user-{{user}}" }`. */
  readonly claims?: Readonly<Record<string, unknown>>
  /** How long a token is good, in seconds; default: it has no end. */
  readonly expiresInSeconds?: number
}

/**
 * How to talk to a gateway, as its users write it: in a configuration file, or among the dialects that ship. All of it but the
 * functions is plain data, so that it can be written as JSON or YAML as well.
 */
export interface DialectDefinition {
  /** What reports call it; default `own`. */
  readonly name?: string
  /** Default `/`. */
  readonly namespace?: string
  /** Engine.IO path; default `/socket.io/`. */
  readonly path?: string
  /** Default `json`. */
  readonly parser?: PacketParser
  /** HTTP headers of every request, as templates. */
  readonly headers?: Readonly<Record<string, string>>
  /** Parameters of the Engine.IO URL, as templates. */
  readonly query?: Readonly<Record<string, string>>
  /** Sent with the namespace CONNECT, as a template. */
  readonly auth?: Readonly<Record<string, unknown>>
  /** Makes `{{jwt}}`. */
  readonly jwt?: JwtDefinition
  /** Logs a user in, over HTTP as a rule; what it gives is added to `auth`, `headers` and `query`. */
  readonly login?: (user: number) => Promise<Credentials> | Credentials
  /** How a user joins a room; absent: every connected user is a member of the one room there is. */
  readonly join?: EmitTemplate | ((room: string, user: number) => EmitArgs)
  /** How a join is confirmed; default `probe`. */
  readonly joined?: JoinConfirmation
  /** How a user sends a text to a room. The text must come back unchanged, wherever it is in what the gateway relays. */
  readonly send: EmitTemplate | ((room: string, text: string, user: number) => EmitArgs)
  /** Whether the gateway acknowledges a message to its sender; default false. */
  readonly acknowledges?: boolean
  /**
   * Whether users ask for an acknowledgement of every message where there are some, as a handler expects that calls back without
   * looking; default true. False: only where acknowledgements are what is measured.
   */
  readonly asksAlways?: boolean
  /** Whether it relays a message to the members of the room; default true. */
  readonly relays?: boolean
  /** Whether a message also comes back to its sender; default true. */
  readonly senderReceives?: boolean
  /** Why an acknowledgement means no; default: an `error` in it, as a text or with a `message`. */
  readonly refusal?: (answer: unknown) => string | undefined
}
