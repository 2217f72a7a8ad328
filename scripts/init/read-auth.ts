import type { Auth } from './answers.ts'
import type { RawInitOptions } from './command.ts'
import type { Plain } from './document/field.ts'

/** Reads who the users are; `undefined` where no flag says so. Values of `--auth` may be secrets, and are not repeated. */
export function readAuth(raw: RawInitOptions, problems: string[]): Auth | undefined {
  const { auth: text, jwtSecretEnv: secretEnv, loginUrl: url } = raw
  const auth = text === undefined ? undefined : readAuthObject(text, problems)
  if (url !== undefined) return readLogin(raw, url, problems)
  const wantsJwt = text?.includes('{{jwt}}') ?? false
  if (secretEnv === undefined) {
    if (wantsJwt) problems.push('--auth holds {{jwt}}: give --jwt-secret-env JWT_SECRET, the variable with its secret.')
    return auth === undefined ? undefined : { kind: 'fixed', auth }
  }
  const nameProblem = variableProblem(secretEnv)
  if (nameProblem !== undefined) problems.push(`--jwt-secret-env ${secretEnv}: ${nameProblem}`)
  const inHeader = raw.header.some((header) => header.includes('{{jwt}}'))
  if (auth !== undefined && !wantsJwt && !inHeader) {
    problems.push('--jwt-secret-env: {{jwt}} is neither in --auth nor in --header, so the token is never shown.')
  }
  return { kind: 'jwt', secretEnv, auth: auth ?? (inHeader ? {} : { token: '{{jwt}}' }) }
}

/** What is wrong with the name of a variable, if anything. */
export function variableProblem(name: string): string | undefined {
  return /^[A-Za-z_]\w*$/.test(name) ? undefined : 'give the name of a variable, such as JWT_SECRET, not the secret.'
}

/** Reads a JSON object; `undefined` where the text is none. */
export function authObject(text: string): Readonly<Record<string, Plain>> | undefined {
  try {
    const value = JSON.parse(text) as Plain
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Readonly<Record<string, Plain>>) : undefined
  } catch {
    return undefined
  }
}

/** What `--auth` must be. */
export const authForm = 'give a JSON object, such as {"token":"x"}.'

/** What is wrong with the URL of a login, if anything. */
export function loginUrlProblem(text: string): string | undefined {
  const isUrl = /^https?:$/.test(URL.parse(text)?.protocol ?? '')
  return isUrl ? undefined : 'give an http or https URL, such as http://127.0.0.1:3000/auth/login.'
}

function readAuthObject(text: string, problems: string[]): Readonly<Record<string, Plain>> | undefined {
  const auth = authObject(text)
  if (auth === undefined) problems.push(`--auth: ${authForm}`)
  return auth
}

function readLogin({ auth, jwtSecretEnv }: RawInitOptions, url: string, problems: string[]): Auth {
  const problem = loginUrlProblem(url)
  if (problem !== undefined) problems.push(`--login-url ${url}: ${problem}`)
  if (auth !== undefined || jwtSecretEnv !== undefined) {
    problems.push('--login-url gives users their tokens: leave out --auth and --jwt-secret-env.')
  }
  return { kind: 'login', url }
}
