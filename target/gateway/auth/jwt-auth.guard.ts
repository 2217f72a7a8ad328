import { type CanActivate, type ExecutionContext, Inject, Injectable, UnauthorizedException } from '@nestjs/common'
import type { IncomingMessage } from 'node:http'
import { AuthService, InvalidTokenError } from './auth.service.ts'

/** Lets an HTTP request pass that carries a valid token as `Authorization: Bearer ...` (RFC 6750 section 2.1). */
@Injectable()
export class JwtAuthGuard implements CanActivate {
  constructor(@Inject(AuthService) private readonly auth: AuthService) {}

  canActivate(context: ExecutionContext): boolean {
    const [scheme, token] = context.switchToHttp().getRequest<IncomingMessage>().headers.authorization?.split(' ') ?? []
    try {
      this.auth.verify(scheme?.toLowerCase() === 'bearer' ? token : undefined)
      return true
    } catch (error) {
      if (error instanceof InvalidTokenError) throw new UnauthorizedException(error.message)
      throw error
    }
  }
}
