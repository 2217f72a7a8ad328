import type { EmitArgs } from './chat-client.ts'
import { credentialsBy } from './credentials-by.ts'
import type { DialectDefinition } from './dialect-definition.ts'
import type { Dialect, DialectTraits } from './dialect.ts'
import { compileTemplate, mentions } from './dialect-template.ts'
import { TokenSigner } from './token-signer.ts'

/** Makes a dialect of its definition, which must have been checked. */
export function compileDialect(definition: DialectDefinition): Dialect {
  const { join, send, jwt } = definition
  // Signing takes longer than sending: a token that is part of messages is made once, with the user's credentials.
  const inMessages = [join, send].some((template) => mentions(template, 'jwt'))
  const signer = jwt && new TokenSigner(jwt, { keeps: inMessages })
  const tokenOf = inMessages ? (user: number) => signer?.tokenOf(user) : undefined
  const joinArgs = join === undefined ? undefined : typeof join === 'function' ? join : joinByTemplate(join, tokenOf)
  return {
    name: definition.name ?? 'own',
    namespace: definition.namespace ?? '/',
    path: definition.path ?? '/socket.io/',
    parser: definition.parser ?? 'json',
    traits: traitsOf(definition),
    join: joinArgs && { args: joinArgs, confirmedBy: definition.joined ?? 'probe' },
    credentials: credentialsBy(definition, signer),
    refusal: definition.refusal ?? refusalIn,
    send: typeof send === 'function' ? send : sendByTemplate(send, tokenOf),
  }
}

/** What a load must know of a gateway with that dialect. */
export function traitsOf({
  join,
  relays = true,
  acknowledges = false,
  asksAlways = true,
  senderReceives = true,
}: DialectDefinition): DialectTraits {
  return {
    rooms: join !== undefined,
    acknowledges,
    asksAlways: acknowledges && asksAlways,
    relays,
    senderReceives: relays && senderReceives,
  }
}

type TokenOf = ((user: number) => string | undefined) | undefined

function joinByTemplate(template: EmitArgs, tokenOf: TokenOf): (room: string, user: number) => EmitArgs {
  const fill = compileTemplate(template)
  return (room, user) => fill({ room, user, jwt: tokenOf?.(user) }) as EmitArgs
}

function sendByTemplate(template: EmitArgs, tokenOf: TokenOf): (room: string, text: string, user: number) => EmitArgs {
  const fill = compileTemplate(template)
  return (room, text, user) => fill({ room, text, user, jwt: tokenOf?.(user) }) as EmitArgs
}

/** Many gateways, ours among them, acknowledge a refused event with `{ error: { code, message } }` or `{ error: 'text' }`. */
function refusalIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('error' in answer) || !answer.error) return undefined
  const { error } = answer
  if (typeof error === 'object' && 'message' in error) return String(error.message)
  return typeof error === 'string' ? error : 'the gateway refused'
}
