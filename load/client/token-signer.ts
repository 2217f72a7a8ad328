import { createSecretKey, type KeyObject } from 'node:crypto'
import jwt from 'jsonwebtoken'
import type { JwtDefinition } from './dialect-definition.ts'
import { compileTemplate } from './dialect-template.ts'

const defaultClaims = { sub: 'user-{{user}}' }

/** Signs the tokens of users: HS256, with claims that may differ from user to user. */
export class TokenSigner {
  readonly #key: KeyObject
  readonly #claimsOf: (user: number) => object
  readonly #options: jwt.SignOptions
  readonly #kept: Map<number, string> | undefined

  /** Where it keeps tokens, a user has the same one whenever it is asked for. */
  constructor({ secret, claims, expiresInSeconds }: JwtDefinition, { keeps }: { readonly keeps: boolean }) {
    const fill = compileTemplate(claims ?? defaultClaims)
    this.#key = createSecretKey(secret, 'utf8')
    this.#claimsOf = (user) => fill({ user }) as object
    this.#options = {
      algorithm: 'HS256',
      ...(expiresInSeconds !== undefined && { expiresIn: expiresInSeconds }),
    }
    this.#kept = keeps ? new Map() : undefined
  }

  /** The user's token. Throws an `Error` for claims that no token can have. */
  tokenOf(user: number): string {
    const kept = this.#kept?.get(user)
    if (kept !== undefined) return kept
    const token = jwt.sign(this.#claimsOf(user), this.#key, this.#options)
    this.#kept?.set(user, token)
    return token
  }
}
