import jwt from 'jsonwebtoken'
import type { EmitArgs } from './chat-client.ts'
import type { Credentials } from './credentials.ts'
import type { DialectDefinition, JwtDefinition } from './dialect-definition.ts'
import type { Dialect, DialectTraits } from './dialect.ts'
import { compileTemplate } from './dialect-template.ts'
import { LoginError } from './login-error.ts'

const defaultClaims = { sub: 'user-{{user}}' }

/** Makes a dialect of its definition, which must have been checked. */
export function compileDialect(definition: DialectDefinition): Dialect {
  const { join, send } = definition
  const joinArgs = join === undefined ? undefined : typeof join === 'function' ? join : joinByTemplate(join)
  return {
    name: definition.name ?? 'own',
    namespace: definition.namespace ?? '/',
    path: definition.path ?? '/socket.io/',
    parser: definition.parser ?? 'json',
    traits: traitsOf(definition),
    join: joinArgs && { args: joinArgs, confirmedBy: definition.joined ?? 'probe' },
    credentials: credentialsBy(definition),
    refusal: definition.refusal ?? refusalIn,
    send: typeof send === 'function' ? send : sendByTemplate(send),
  }
}

/** What a load must know of a gateway with that dialect. */
export function traitsOf({
  join,
  relays = true,
  acknowledges = false,
  senderReceives = true,
}: DialectDefinition): DialectTraits {
  return { rooms: join !== undefined, acknowledges, relays, senderReceives }
}

function joinByTemplate(template: EmitArgs): (room: string, user: number) => EmitArgs {
  const fill = compileTemplate(template)
  return (room, user) => fill({ room, user }) as EmitArgs
}

function sendByTemplate(template: EmitArgs): (room: string, text: string, user: number) => EmitArgs {
  const fill = compileTemplate(template)
  return (room, text, user) => fill({ room, text, user }) as EmitArgs
}

function credentialsBy(definition: DialectDefinition): (user: number) => Promise<Credentials> {
  const { auth, headers, query, login } = definition
  const token = definition.jwt && tokensBy(definition.jwt)
  const fill = compileTemplate({ auth, headers, query })
  return async (user) => {
    const own = fill({ user, jwt: token?.(user) }) as Credentials
    if (login === undefined) return own
    const given = await logIn(login, user)
    return {
      auth: own.auth || given.auth ? { ...own.auth, ...given.auth } : undefined,
      headers: { ...own.headers, ...given.headers },
      query: { ...own.query, ...given.query },
    }
  }
}

async function logIn(login: NonNullable<DialectDefinition['login']>, user: number): Promise<Credentials> {
  try {
    return await login(user)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new LoginError(`user ${user} could not be logged in: ${why}`, { cause: error })
  }
}

function tokensBy({ secret, claims, expiresInSeconds }: JwtDefinition): (user: number) => string {
  const fill = compileTemplate(claims ?? defaultClaims)
  const options = {
    algorithm: 'HS256',
    ...(expiresInSeconds !== undefined && { expiresIn: expiresInSeconds }),
  } as const
  return (user) => jwt.sign(fill({ user }) as object, secret, options)
}

/** Many gateways, ours among them, acknowledge a refused event with `{ error: { code, message } }` or `{ error: 'text' }`. */
function refusalIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('error' in answer) || !answer.error) return undefined
  const { error } = answer
  if (typeof error === 'object' && 'message' in error) return String(error.message)
  return typeof error === 'string' ? error : 'the gateway refused'
}
