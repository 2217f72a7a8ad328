import { test } from 'vitest'
import { findLastingPort } from '../support/lasting-port.ts'
import { expectWitness } from '../support/expect-witness.ts'

test('both clients count the same on NestJS with Fastify and a login over HTTP', { timeout: 240_000 }, async () => {
  process.env['CHAT_URL'] = `http://127.0.0.1:${await findLastingPort()}`
  await expectWitness('nestjs-fastify/gatecrash.config.ts')
})
