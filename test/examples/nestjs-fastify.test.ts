import { test } from 'vitest'
import { findFreePort } from '../../target/free-port.ts'
import { expectWitness } from '../support/expect-witness.ts'

test('both clients count the same on NestJS with Fastify and a login over HTTP', { timeout: 240_000 }, async () => {
  process.env['CHAT_URL'] = `http://127.0.0.1:${await findFreePort('127.0.0.1')}`
  await expectWitness('nestjs-fastify/gatecrash.config.ts')
})
