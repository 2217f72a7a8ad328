import jwt from 'jsonwebtoken'
import { expect, test } from 'vitest'

import { token } from '../../scripts/token.ts'
import { developmentSecret } from '../../target/jwt-secret.ts'
import { StringSink } from '../support/text-sink.ts'

const secret = 'a secret that is long enough for HS256'

function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const out = new StringSink()
  const err = new StringSink()
  return { code: token(args, env, out, err), out: out.text, err: err.text }
}

test('prints a token of the user and nothing else', () => {
  const { code, out, err } = run(['--user', 'ada'], { JWT_SECRET: secret })
  expect(jwt.verify(out.trimEnd(), secret, { algorithms: ['HS256'] })).toMatchObject({ sub: 'ada' })
  expect(out).toMatch(/^\S+\n$/)
  expect({ code, err }).toEqual({ code: 0, err: '' })
})

test('signs with the development secret where JWT_SECRET is not set', () => {
  expect(jwt.verify(run(['--user', 'ada']).out.trimEnd(), developmentSecret)).toMatchObject({ sub: 'ada' })
})

test.each([
  ['90s', 90],
  ['30m', 1_800],
  ['2h', 7_200],
  ['7d', 604_800],
])('makes a token that is good for %s', (expires, seconds) => {
  const { iat = 0, exp = 0 } = jwt.decode(run(['--user', 'ada', '--expires', expires]).out.trimEnd()) as jwt.JwtPayload
  expect(exp - iat).toBe(seconds)
})

test.each([
  { args: [], says: '--user ada' },
  { args: ['--user', ' '], says: 'A user has a name' },
  { args: ['--user', 'ada', '--expires', '0h'], says: 'such as 30m' },
  { args: ['--user', 'ada', '--expires', 'soon'], says: 'such as 30m' },
  { args: ['--usr', 'ada'], says: 'Did you mean --user?' },
])('refuses $args in one line', ({ args, says }) => {
  const { code, out, err } = run(args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(says)
  expect(err.trimEnd()).not.toContain('\n')
})

test('explains itself', () => {
  const { code, out } = run(['--help'])
  expect(code).toBe(0)
  expect(out).toContain('JWT_SECRET')
})
