import { Body, Controller, HttpCode, Inject, Post, UnauthorizedException } from '@nestjs/common'
import { JwtService } from '@nestjs/jwt'

interface Login {
  readonly name?: unknown
  readonly password?: unknown
}

/** Gives a token to whoever knows the password; a real one would ask a database. */
@Controller('auth')
export class AuthController {
  constructor(@Inject(JwtService) private readonly tokens: JwtService) {}

  @Post('login')
  @HttpCode(200)
  async login(@Body() { name, password }: Login): Promise<{ readonly token: string }> {
    if (typeof name !== 'string' || password !== 'open sesame') throw new UnauthorizedException()
    return { token: await this.tokens.signAsync({ sub: name }) }
  }
}
