import { afterEach, expect, test, vi } from 'vitest'
import { CookieJar, withoutCookie } from '../../../load/client/cookie-jar.ts'

afterEach(() => vi.useRealTimers())

test('without cookies there is no header', () => {
  expect(new CookieJar().header).toBeUndefined()
})

test('a jar begins with the cookies of the header it is given, whatever the case of its name', () => {
  expect(CookieJar.of({ COOKIE: ' a=1;b=x=y; flag ' }).header).toBe('a=1; b=x=y; flag')
})

test('only name and value are sent back, as they came', () => {
  const jar = new CookieJar()
  jar.take(['id=a%20b"c"; Path=/; Domain=gateway.test; Secure; HttpOnly; SameSite=Lax'])
  expect(jar.header).toBe('id=a%20b"c"')
})

test('a cookie takes the place of an earlier one with its name', () => {
  const jar = new CookieJar('a=1; b=1')
  jar.take(['a=2'])
  jar.take('a=3')
  expect(jar.header).toBe('a=3; b=1')
})

test.each(['Max-Age=0', 'Max-Age=-1', 'Expires=Thu, 01 Jan 1970 00:00:00 GMT'])('%s deletes', (attribute) => {
  const jar = new CookieJar('a=1; b=1')
  jar.take([`a=; ${attribute}`])
  expect(jar.header).toBe('b=1')
})

test('a cookie is sent until it expires', () => {
  vi.useFakeTimers({ now: 1_000_000 })
  const jar = new CookieJar()
  jar.take(['a=1; Max-Age=60', `b=1; Expires=${new Date(1_030_000).toUTCString()}`])
  vi.setSystemTime(1_029_000)
  expect(jar.header).toBe('a=1; b=1')
  vi.setSystemTime(1_059_000)
  expect(jar.header).toBe('a=1')
  vi.setSystemTime(1_060_000)
  expect(jar.header).toBeUndefined()
})

test.each([
  ['control characters', 'a=\u0001'],
  ['a line feed', 'a=1\nx: y'],
  ['more than 4,096 bytes', `a=${'x'.repeat(4_096)}`],
  ['nothing', ''],
])('a cookie of %s is ignored', (_what, line) => {
  const jar = new CookieJar()
  jar.take([line])
  expect(jar.header).toBeUndefined()
})

test('a gateway cannot fill a jar without end', () => {
  const jar = new CookieJar()
  jar.take(Array.from({ length: 1_000 }, (_, i) => `c${i}=1`))
  expect(jar.header?.split('; ')).toHaveLength(180)
})

test('headers but for the cookies are left as they are', () => {
  expect(withoutCookie({ 'X-A': '1', Cookie: 'a=1', cookie: 'b=1' })).toEqual({ 'X-A': '1' })
})
