import { Module } from '@nestjs/common'
import { JwtModule } from '@nestjs/jwt'
import type { GatewayOptions } from '../options.ts'
import { GATEWAY_OPTIONS } from '../options.module.ts'
import { AuthService } from './auth.service.ts'
import { JwtAuthGuard } from './jwt-auth.guard.ts'
import { TokenExpiryService } from './token-expiry.service.ts'

/** Token verification for the socket and the HTTP side. */
@Module({
  imports: [
    JwtModule.registerAsync({
      inject: [GATEWAY_OPTIONS],
      useFactory: ({ JWT_SECRET }: GatewayOptions) => ({
        secret: JWT_SECRET,
        // Named, so that a token cannot choose its own algorithm (RFC 8725 section 3.1).
        verifyOptions: { algorithms: ['HS256' as const] },
      }),
    }),
  ],
  providers: [AuthService, JwtAuthGuard, TokenExpiryService],
  exports: [AuthService, JwtAuthGuard, TokenExpiryService],
})
export class AuthModule {}
