import { Inject, Injectable } from '@nestjs/common'
import { JwtService } from '@nestjs/jwt'
import { z } from 'zod'
import { userNameSchema } from './user-name.schema.ts'

const claimsSchema = z.object({ sub: userNameSchema, exp: z.number().positive().optional() })

/** Who a valid token speaks for. */
export interface AuthenticatedUser {
  readonly name: string
  /** Seconds since 1970; `undefined` for a token that does not expire. */
  readonly expiresAt: number | undefined
}

/** A token that was refused; the message says why and holds nothing of the token. */
export class InvalidTokenError extends Error {
  override readonly name = 'InvalidTokenError'
}

/** Verifies the users' tokens: HS256, with the user's name in the claim `sub`. */
@Injectable()
export class AuthService {
  constructor(@Inject(JwtService) private readonly jwt: JwtService) {}

  /** Throws an {@link InvalidTokenError}. */
  verify(token: unknown): AuthenticatedUser {
    if (typeof token !== 'string' || token === '') throw new InvalidTokenError('token missing')
    const claims = claimsSchema.safeParse(this.verifySignature(token))
    if (!claims.success) throw new InvalidTokenError('token has no usable "sub" claim')
    return { name: claims.data.sub, expiresAt: claims.data.exp }
  }

  private verifySignature(token: string): unknown {
    try {
      return this.jwt.verify<object>(token)
    } catch (error) {
      const isExpired = error instanceof Error && error.name === 'TokenExpiredError'
      throw new InvalidTokenError(isExpired ? 'token expired' : 'token invalid')
    }
  }
}
