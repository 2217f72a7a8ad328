import type { JoinConfirmation } from '../../load/client/dialect.ts'
import { shippedDialect, type ShippedDialectName } from '../../load/client/dialects/index.ts'
import type { Plain } from './document/field.ts'

/** An event name and its arguments, with placeholders. */
export type PlainEvent = readonly [event: string, ...args: Plain[]]

/** How users join and send. */
export interface Events {
  /** `undefined`: there are no rooms. */
  readonly join: PlainEvent | undefined
  readonly joined: JoinConfirmation
  readonly send: PlainEvent
  readonly acknowledges: boolean
  readonly relays: boolean
  readonly senderReceives: boolean
}

/** How users show who they are. */
export type Auth =
  | { readonly kind: 'none' }
  | { readonly kind: 'fixed'; readonly auth: Readonly<Record<string, Plain>> }
  | { readonly kind: 'jwt'; readonly secretEnv: string; readonly auth: Readonly<Record<string, Plain>> }
  | { readonly kind: 'login'; readonly url: string }

/** What a gateway cannot be asked, so that somebody must say it. */
export interface Answers {
  /** The dialect that ships and is spoken unchanged; `undefined`: as `events` says. */
  readonly shipped: ShippedDialectName | undefined
  readonly events: Events
  readonly auth: Auth
  readonly namespace: string
  /** Starts the gateway; `undefined`: it runs already. */
  readonly start: string | undefined
  /** Whether nobody said which events there are, so that they are a guess. */
  readonly isGuess: boolean
}

/** The events of a dialect that ships. */
export function eventsOf(name: ShippedDialectName): Events {
  const definition = shippedDialect(name, { secret: '' })
  return {
    join: definition.join as PlainEvent | undefined,
    joined: definition.joined ?? 'probe',
    send: definition.send as PlainEvent,
    acknowledges: definition.acknowledges ?? false,
    relays: definition.relays ?? true,
    senderReceives: definition.senderReceives ?? true,
  }
}

/** How the users of a dialect that ships show who they are. */
export function authOf(name: ShippedDialectName): Auth {
  if (name !== 'reference') return { kind: 'none' }
  return { kind: 'jwt', secretEnv: 'JWT_SECRET', auth: { token: '{{jwt}}' } }
}

/** The namespace of a dialect that ships. */
export function shippedNamespace(name: ShippedDialectName): string {
  return shippedDialect(name, { secret: '' }).namespace ?? '/'
}

/** Which namespace is taken where none is named: one that somebody made rather than the one that every server has. */
export function likelyNamespace(found: readonly { readonly name: string }[], takesAny: boolean): string | undefined {
  return takesAny ? undefined : found.find(({ name }) => name !== '/')?.name
}
