import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'

import { externalTarget } from '../../target/external.ts'
import { TargetError } from '../../target/target-error.ts'
import { targetErrorOf } from '../support/rejection.ts'

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test.each([
  { urls: [], says: 'at least one URL' },
  { urls: ['localhost:3000'], says: '"localhost:3000" is no http or https URL' },
  { urls: ['ws://localhost:3000'], says: 'no http or https URL' },
  { urls: ['http://localhost:3000/chat'], says: 'give http://localhost:3000' },
])('refuses $urls', ({ urls, says }) => {
  expect(() => externalTarget({ urls })).toThrow(TargetError)
  expect(() => externalTarget({ urls })).toThrow(says)
})

test('says that nothing answers', async () => {
  const error = await targetErrorOf(externalTarget({ urls: ['http://127.0.0.1:1'] }).start())
  expect(error.code).toBe('unreachable')
  expect(error.message).toContain('http://127.0.0.1:1')
})

test('gives a server that accepts and does not answer a limited time', async () => {
  const url = await serve(() => undefined)
  const error = await targetErrorOf(externalTarget({ urls: [url], timeoutMs: 50 }).start())
  expect(error.message).toContain('no answer within 50 ms')
})

test('takes any HTTP answer for a gateway that runs, since its root need not be a page', async () => {
  const url = await serve((_, answer) => answer.writeHead(404).end())
  expect((await externalTarget({ urls: [`${url}/`] }).start()).urls).toEqual([url])
})

test('reads figures from a Prometheus page', async () => {
  const url = await serve((_, answer) => answer.end('process_cpu_seconds_total 3\n'))
  const { instances } = await (await externalTarget({ urls: [url] }).start()).usage()
  expect(instances).toMatchObject([{ source: 'prometheus', cpuMs: 3000 }])
})

test('has no figures, and warns, where there is no such page', async () => {
  const url = await serve((_, answer) => answer.writeHead(404).end('process_cpu_seconds_total 3\n'))
  const running = await externalTarget({ urls: [url] }).start()
  expect((await running.usage()).instances).toMatchObject([{ source: 'none', cpuMs: undefined }])
  expect(running.warnings.map(({ code }) => code)).toEqual(['usage-not-measured'])
})

test('goes without figures when the page fails in the middle of a run', async () => {
  let isBroken = false
  const url = await serve((request, answer) => {
    if (isBroken) request.socket.destroy()
    else answer.end('process_cpu_seconds_total 3\n')
  })
  const running = await externalTarget({ urls: [url] }).start()
  isBroken = true
  expect((await running.usage()).instances).toMatchObject([{ source: 'none' }])
})
