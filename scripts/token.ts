import { Command, InvalidArgumentError } from 'commander'
import jwt from 'jsonwebtoken'

import { developmentSecret, resolveJwtSecret } from '../target/jwt-secret.ts'
import { readCommandLine, type TextSink } from './cli/command-line.ts'
import { programName } from './cli/program/program-name.ts'

const secondsPerUnit = { s: 1, m: 60, h: 3_600, d: 86_400 }

/** `npm run token`: prints a user's token for the reference gateway, and nothing else. Returns the exit code. */
export function main(args: readonly string[]): Promise<number> {
  return Promise.resolve(token(args, process.env, process.stdout, process.stderr))
}

/** The program behind `main`, with everything that it touches passed in. */
export function token(args: readonly string[], env: NodeJS.ProcessEnv, out: TextSink, err: TextSink): number {
  const tokenCommand = command()
  const line = readCommandLine(tokenCommand, args)
  if (line.kind === 'help') {
    out.write(line.text)
    return 0
  }
  if (line.kind === 'wrong') {
    err.write(`token: ${line.problem}\n`)
    return 2
  }
  const { user, expires } = tokenCommand.opts<{ user?: string; expires: number }>()
  if (user === undefined) {
    err.write('token: say whose token it is, such as --user ada.\n')
    return 2
  }
  out.write(`${jwt.sign({ sub: user }, resolveJwtSecret(env), { algorithm: 'HS256', expiresIn: expires })}\n`)
  return 0
}

/** The command line of `npm run token`. */
export function command(): Command {
  return new Command(programName('token'))
    .description('Prints a token (JWT, HS256) with which a user connects to the reference gateway.')
    .option('--user <name>', 'the user, claim sub; must be given', userName)
    .option('--expires <time>', 'how long it is good: a number and s, m, h or d', secondsOf, secondsOf('1h'))
    .addHelpText('after', secretHelp)
}

/** Which secret `serve` and `token` use, for their help texts. */
export const secretHelp = `
Environment:
  JWT_SECRET  signs the tokens; serve and token must be given the same.
              Default, for your own machine only: ${developmentSecret}`

function userName(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('A user has a name, such as ada.')
  return text
}

function secondsOf(text: string): number {
  const match = /^(\d+)([smhd])$/.exec(text)
  const seconds = Number(match?.[1]) * secondsPerUnit[match?.[2] as keyof typeof secondsPerUnit]
  if (!(seconds > 0)) throw new InvalidArgumentError('Give a number and s, m, h or d, such as 30m.')
  return seconds
}
