import jwt from 'jsonwebtoken'
import { describe, expect, test, vi } from 'vitest'
import { compileDialect } from '../../../load/client/compile-dialect.ts'
import type { DialectDefinition } from '../../../load/client/dialect-definition.ts'

const secret = 'a-secret-that-only-tests-know-and-share'
const dialectOf = (definition: Partial<DialectDefinition>) =>
  compileDialect({ send: ['message', '{{text}}'], ...definition })

test('a user shows nothing where nothing is asked for', async () => {
  expect(await dialectOf({}).credentials(3)).toEqual({})
})

test('what a user shows is filled in for each of them', async () => {
  const { credentials } = dialectOf({
    auth: { user: '{{user}}', name: 'user-{{user}}' },
    headers: { 'x-user': '{{user}}' },
    query: { id: '{{user}}', version: '2' },
  })
  expect(await credentials(3)).toEqual({
    auth: { user: 3, name: 'user-3' },
    headers: { 'x-user': '3' },
    query: { id: '3', version: '2' },
  })
})

describe('a token', () => {
  const tokenOf = async (definition: DialectDefinition['jwt'], user: number): Promise<string> => {
    const { auth } = await dialectOf({
      ...(definition && { jwt: definition }),
      auth: { token: '{{jwt}}' },
    }).credentials(user)
    return String(auth?.['token'])
  }

  test('is signed with the secret and names the user', async () => {
    const claims = jwt.verify(await tokenOf({ secret }, 3), secret, { algorithms: ['HS256'] })
    expect(claims).toMatchObject({ sub: 'user-3' })
    expect(claims).not.toHaveProperty('exp')
  })

  test('has the claims that are asked for, filled in', async () => {
    const claims = { sub: '{{user}}', roles: ['user', 'of-{{user}}'], profile: { name: 'u{{user}}' } }
    expect(jwt.verify(await tokenOf({ secret, claims }, 4), secret)).toMatchObject({
      sub: 4,
      roles: ['user', 'of-4'],
      profile: { name: 'u4' },
    })
  })

  test('expires when it is told to', async () => {
    const { iat = 0, exp } = jwt.verify(await tokenOf({ secret, expiresInSeconds: 90 }, 1), secret) as jwt.JwtPayload
    expect(exp).toBe(iat + 90)
  })

  test('may be part of every join and message, and is then the one that was shown', async () => {
    const dialect = dialectOf({
      jwt: { secret },
      auth: { token: '{{jwt}}' },
      join: ['join', { token: '{{jwt}}', room: '{{room}}' }],
      send: ['message', { token: '{{jwt}}', text: '{{text}}' }],
    })
    const token = (await dialect.credentials(5)).auth?.['token']
    expect(jwt.verify(String(token), secret)).toMatchObject({ sub: 'user-5' })
    expect(dialect.join?.args('r', 5)).toEqual(['join', { token, room: 'r' }])
    expect(dialect.send('r', 'hello', 5)).toEqual(['message', { token, text: 'hello' }])
  })
})

describe('a login', () => {
  test('adds what it gives to what is always shown, and wins over it', async () => {
    const { credentials } = dialectOf({
      auth: { client: 'load', token: 'none' },
      headers: { accept: 'x' },
      login: (user) => Promise.resolve({ auth: { token: `t${user}` }, headers: { cookie: `sid=${user}` } }),
    })
    expect(await credentials(2)).toEqual({
      auth: { client: 'load', token: 't2' },
      headers: { accept: 'x', cookie: 'sid=2' },
    })
  })

  test('may answer at once', async () => {
    expect(await dialectOf({ login: (user) => ({ query: { id: String(user) } }) }).credentials(9)).toMatchObject({
      query: { id: '9' },
    })
  })

  const cases: readonly [what: string, login: () => unknown, said: string][] = [
    ['throws', () => Promise.reject(new Error('the server says 401')), 'the server says 401'],
    ['throws at once', () => { throw new Error('no such user') }, 'no such user'], // prettier-ignore
    ['throws a text', () => Promise.reject('no'), 'no'], // eslint-disable-line @typescript-eslint/prefer-promise-reject-errors
    ['fails over several lines', () => Promise.reject(new Error('one\n  two')), 'one two'],
    [
      'cannot reach its server',
      () => Promise.reject(new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:9') })),
      'fetch failed (connect ECONNREFUSED 127.0.0.1:9)',
    ],
    [
      'forgets to give anything back',
      () => undefined,
      'login must give back { auth, headers, query } or some of these, not undefined',
    ],
    [
      'gives back the token alone',
      () => 'a.b.c',
      'login must give back { auth, headers, query } or some of these, not a string',
    ],
    [
      'gives back a token for an object',
      () => ({ auth: 'a.b.c' }),
      'what login gives back as "auth" must be an object, not a string',
    ],
  ]
  test.each(cases)('that %s is one line that names the user', async (_, login, said) => {
    const { credentials } = dialectOf({ login: login as () => object })
    await expect(credentials(3)).rejects.toMatchObject({
      name: 'LoginError',
      code: 'login',
      message: `user 3 could not be logged in: ${said}`,
    })
  })

  test('that never answers is given up', async () => {
    vi.useFakeTimers()
    try {
      const { credentials } = dialectOf({ login: () => new Promise<never>(() => undefined) })
      const givenUp = expect(credentials(3)).rejects.toThrow('user 3 could not be logged in: no answer within 10000 ms')
      await vi.advanceTimersByTimeAsync(10_000)
      await givenUp
    } finally {
      vi.useRealTimers()
    }
  })
})
