import type { Credentials } from './credentials.ts'
import type { DialectDefinition } from './dialect-definition.ts'
import { compileTemplate } from './dialect-template.ts'
import { LoginError } from './login-error.ts'
import type { TokenSigner } from './token-signer.ts'

type LogIn = NonNullable<DialectDefinition['login']>

/** The most that logging one user in may take, in milliseconds: a function that never answers must not keep a trial waiting. */
const loginTimeoutMs = 10_000

/** Makes the function that makes a user's credentials, as the definition says. It rejects with a `LoginError`. */
export function credentialsBy(
  { auth, headers, query, login }: DialectDefinition,
  signer: TokenSigner | undefined,
): (user: number) => Promise<Credentials> {
  const fill = compileTemplate({ auth, headers, query })
  return async (user) => {
    try {
      const own = fill({ user, jwt: signer?.tokenOf(user) }) as Credentials
      const given = login === undefined ? {} : await logIn(login, user)
      return {
        auth: own.auth || given.auth ? { ...own.auth, ...given.auth } : undefined,
        headers: texts({ ...own.headers, ...given.headers }),
        query: texts({ ...own.query, ...given.query }),
      }
    } catch (error) {
      throw loginError(user, error)
    }
  }
}

/** A header or parameter is a text, also where a template that is nothing but `{{user}}` has made a number of it. */
function texts(values: Readonly<Record<string, unknown>>): Record<string, string> | undefined {
  const entries = Object.entries(values).map(([name, value]) => [name, String(value)] as const)
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

async function logIn(login: LogIn, user: number): Promise<Credentials> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${loginTimeoutMs} ms`)), loginTimeoutMs)
  })
  try {
    return checked(await Promise.race([login(user), timeout]))
  } finally {
    clearTimeout(timer)
  }
}

/** Functions of users are not always typed, and what they forget to give back would be noticed only at the gateway. */
function checked(given: unknown): Credentials {
  const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)
  if (!isRecord(given)) {
    throw new Error(`login must give back { auth, headers, query } or some of these, not ${describe(given)}`)
  }
  const credentials = given as Credentials
  for (const part of ['auth', 'headers', 'query'] as const) {
    const value = credentials[part]
    if (value !== undefined && !isRecord(value)) {
      throw new Error(`what login gives back as "${part}" must be an object, not ${describe(value)}`)
    }
  }
  return credentials
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`
}

/** One line: an error of `fetch` says why only in its cause. */
function loginError(user: number, error: unknown): LoginError {
  const said = error instanceof Error ? error.message : String(error)
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${causeOf(error.cause)})` : ''
  return new LoginError(`user ${user} could not be logged in: ${said}${cause}`.replaceAll(/\s*\n\s*/g, ' '), {
    cause: error,
  })
}

/** A connection that is refused at several addresses has no message of its own. */
function causeOf(cause: Error): string {
  return cause.message || ('code' in cause ? String(cause.code) : cause.name)
}
