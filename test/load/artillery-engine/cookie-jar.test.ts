import { expect, it } from 'vitest'

import { CookieJar } from '../../../load/artillery-engine/engine/http/cookie-jar.ts'

const url = new URL('http://chat.example.org/rooms/7')
const now = Date.UTC(2026, 0, 1)

function headerAfter(setCookie: string | readonly string[], asked: string | URL = url): string | undefined {
  const jar = new CookieJar()
  jar.take([setCookie].flat(), url, now)
  return jar.header(new URL(asked), now)
}

it.each([
  ['a=1', url.href, 'a=1'],
  ['a=1=2; HttpOnly', url.href, 'a=1=2'],
  ['a=1', 'http://other.example.org/rooms/7', undefined],
  ['a=1', 'http://www.chat.example.org/rooms/7', undefined],
  ['a=1; Domain=example.org', 'http://other.example.org/rooms/', 'a=1'],
  ['a=1; Domain=example.org', 'http://badexample.org/rooms/', undefined],
  ['a=1; Domain=other.org', url.href, undefined],
  ['a=1; Path=/rooms', 'http://chat.example.org/rooms/8', 'a=1'],
  ['a=1; Path=/rooms', 'http://chat.example.org/roomsmate', undefined],
  ['a=1', 'http://chat.example.org/rooms/', 'a=1'],
  ['a=1', 'http://chat.example.org/', undefined],
  ['a=1; Path=/; Secure', 'http://chat.example.org/', undefined],
  ['a=1; Path=/; Secure', 'https://chat.example.org/', 'a=1'],
  ['a=1; Max-Age=60', url.href, 'a=1'],
  ['a=1; Max-Age=0', url.href, undefined],
  ['a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT', url.href, undefined],
  ['no cookie', url.href, undefined],
])('after "Set-Cookie: %s" sends to %s: %s', (setCookie, asked, sent) => {
  expect(headerAfter(setCookie, asked)).toBe(sent)
})

it('replaces a cookie of the same name, host and path', () => {
  expect(headerAfter(['a=1', 'a=2'])).toBe('a=2')
})

it('sends the cookie of the longer path first', () => {
  expect(headerAfter(['a=1; Path=/', 'a=2; Path=/rooms'])).toBe('a=2; a=1')
})
