import { test } from 'vitest'
import { startExpressExample } from '../support/express-example.ts'
import { expectWitness } from '../support/expect-witness.ts'
import { startTlsProxy } from '../support/nginx-tls.ts'

const timeout = 240_000
const configuration = 'express/gatecrash.config.yml'

test('both clients count the same on Express, over every transport', { timeout }, async () => {
  await expectWitness(configuration)
})

test('both clients count the same over TLS that ends at nginx', { timeout }, async () => {
  const { url, ca } = await startTlsProxy(await startExpressExample())
  await expectWitness(configuration, ['--url', url, '--ca', ca])
})

test('both clients count the same where packets are msgpack', { timeout }, async () => {
  process.env['PARSER'] = 'msgpack'
  await expectWitness(configuration, ['--parser', 'msgpack'])
})
