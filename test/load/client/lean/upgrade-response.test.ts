import { expect, test } from 'vitest'
import { CookieJar } from '../../../../load/client/cookie-jar.ts'
import { UpgradeResponse } from '../../../../load/client/lean/upgrade-response.ts'
import { HostilePeer } from '../../../support/hostile-peer.ts'

const cookieHeaders = 'Set-Cookie: route=b; Expires=Fri, 01 Jan 2100 00:00:00 GMT\r\nset-cookie: lang=de\r\n'

test('the cookies of an accepted upgrade are kept, each header for itself', () => {
  const cookies = new CookieJar('route=a')
  const answer = HostilePeer.acceptance('key', cookieHeaders)
  const accept = /Accept: (.*)\r/.exec(answer)?.[1] ?? ''
  expect(new UpgradeResponse(accept, cookies).push(Buffer.from(answer))).toEqual({ rest: Buffer.alloc(0) })
  expect(cookies.header).toBe('route=b; lang=de')
})

test('the cookies of a refused upgrade are kept', () => {
  const cookies = new CookieJar()
  const answer = `HTTP/1.1 503 Service Unavailable\r\n${cookieHeaders}Content-Length: 0\r\n\r\n`
  expect(new UpgradeResponse('', cookies).push(Buffer.from(answer))).toMatchObject({ failure: { code: 'http-status' } })
  expect(cookies.header).toBe('route=b; lang=de')
})
