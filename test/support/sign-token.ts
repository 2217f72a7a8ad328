import { createHmac } from 'node:crypto'

/** The secret of every gateway that tests start. */
export const testSecret = 'a secret that only the tests of this project use'

/** Signs claims as a JSON Web Token (RFC 7515 section 3.1), right or wrong as a test needs them: `HS256`, `HS512` or `none`. */
export function signToken(claims: Readonly<Record<string, unknown>>, secret = testSecret, algorithm = 'HS256'): string {
  const signed = `${encode({ alg: algorithm, typ: 'JWT' })}.${encode(claims)}`
  if (algorithm === 'none') return `${signed}.`
  const digest = algorithm === 'HS512' ? 'sha512' : 'sha256'
  return `${signed}.${createHmac(digest, secret).update(signed).digest('base64url')}`
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
