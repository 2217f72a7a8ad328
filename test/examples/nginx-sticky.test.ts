import { expect, test } from 'vitest'
import { expectWitness } from '../support/expect-witness.ts'
import { startNginxExample } from '../support/nginx-example.ts'

test('both clients count the same behind nginx with sticky sessions', { timeout: 240_000 }, async () => {
  await startNginxExample()
  await expectWitness('nginx-sticky/gatecrash.config.js')
})

test('nginx spreads users of one address over both instances, and gives each user one', async () => {
  const url = await startNginxExample()
  const handshake = `${url}/socket.io/?EIO=4&transport=polling`
  const cookies: (string | null)[] = []
  for (let user = 0; user < 4; user++) cookies.push((await fetch(handshake)).headers.get('set-cookie'))
  const routes = cookies.map((cookie) => /^route=([ab]);/.exec(cookie ?? '')?.[1])
  expect(routes).toEqual([routes[0], routes[1], routes[0], routes[1]])
  expect(new Set(routes)).toEqual(new Set(['a', 'b']))
  const again = await fetch(handshake, { headers: { cookie: 'route=b' } })
  expect(again.headers.get('set-cookie')).toBeNull()
})
