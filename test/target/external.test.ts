import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'

import { externalTarget } from '../../target/external.ts'
import { TargetError } from '../../target/target-error.ts'
import { targetErrorOf } from '../support/rejection.ts'
import { testCertificate } from '../support/test-certificate.ts'

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

test('takes a server that lets us connect and answers no page for one that runs, as a Socket.IO server alone is', async () => {
  const url = await serve(() => undefined)
  const running = await externalTarget({ urls: [url] }).start()
  expect((await running.usage()).instances).toMatchObject([{ source: 'none' }])
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

async function serveSecurely(page = ''): Promise<string> {
  const server = createSecureServer(testCertificate, (_, answer) => answer.end(page)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('has the name that it was given', () => {
  expect(externalTarget({ urls: ['http://127.0.0.1:3000'], name: 'staging' }).name).toBe('staging')
})

test('says that a certificate is self-signed, and what takes it', async () => {
  const url = await serveSecurely()
  const error = await targetErrorOf(externalTarget({ urls: [url] }).start())
  expect(error.code).toBe('unreachable')
  expect(error.message).toBe(
    `The certificate of ${new URL(url).host} is self-signed (DEPTH_ZERO_SELF_SIGNED_CERT). Name the certificates to trust with --ca <file>, or take any with --insecure.`,
  )
})

test.each([{ ca: testCertificate.cert }, { rejectUnauthorized: false }])('takes a certificate by %o', async (tls) => {
  const url = await serveSecurely('process_cpu_seconds_total 3\n')
  const running = await externalTarget({ urls: [url], tls }).start()
  expect((await running.usage()).instances).toMatchObject([{ source: 'prometheus', cpuMs: 3000 }])
})

test('says that a server speaks no TLS', async () => {
  const url = await serve((_, answer) => answer.end())
  const error = await targetErrorOf(externalTarget({ urls: [url.replace('http:', 'https:')] }).start())
  expect(error.message).toContain('speaks no TLS')
})

test('says that a server speaks TLS only', async () => {
  const url = await serveSecurely()
  const error = await targetErrorOf(externalTarget({ urls: [url.replace('https:', 'http:')] }).start())
  expect(error.message).toContain('or is it https://')
})

test('says that a name leads nowhere', async () => {
  const error = await targetErrorOf(externalTarget({ urls: ['http://chat.invalid'] }).start())
  expect(error.message).toContain('The name chat.invalid leads to no address')
})

test('says that a connection is refused', async () => {
  const server = createTcpServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  const error = await targetErrorOf(externalTarget({ urls: [`http://127.0.0.1:${port}`] }).start())
  expect(error.message).toContain('the connection is refused (ECONNREFUSED). Does the gateway run, and on that port?')
})

test('does not follow a redirect, which could lead to somebody else', async () => {
  let isFollowed = false
  const other = await serve((_, answer) => {
    isFollowed = true
    answer.end('process_cpu_seconds_total 3\n')
  })
  const url = await serve((_, answer) => answer.writeHead(302, { location: `${other}/metrics` }).end())
  const running = await externalTarget({ urls: [url] }).start()
  expect((await running.usage()).instances).toMatchObject([{ source: 'none' }])
  expect(isFollowed).toBe(false)
})

test('reads the pages that were named, one for each process behind a balancer', async () => {
  const url = await serve((_, answer) => answer.end())
  const pages = await Promise.all(
    [1, 2].map((n) => serve((_, answer) => answer.end(`process_cpu_seconds_total ${n}\n`))),
  )
  const running = await externalTarget({ urls: [url], metricsUrls: pages.map((page) => `${page}/own`) }).start()
  expect(running.urls).toEqual([url])
  expect((await running.usage()).instances).toMatchObject([{ cpuMs: 1000 }, { cpuMs: 2000 }])
})

test('reads what a page has that is not of a Node process, and leaves out the rest', async () => {
  const page =
    'process_cpu_seconds_total 1.5\nprocess_resident_memory_bytes 4.096e+06\nprocess_start_time_seconds 1.7e+09\n'
  const url = await serve((_, answer) => answer.end(page))
  const { instances } = await (await externalTarget({ urls: [url] }).start()).usage()
  expect(instances).toMatchObject([{ cpuMs: 1500, rssBytes: 4_096_000, heapUsedBytes: undefined, gcMs: undefined }])
})

test.each([
  {
    title: 'other times at which they started',
    pageOf: (n: number) => `process_cpu_seconds_total ${n}\nprocess_start_time_seconds ${n % 2}\n`,
  },
  { title: 'CPU time that falls', pageOf: (n: number) => `process_cpu_seconds_total ${n % 2}\n` },
])('knows several processes behind one URL by $title, and has no figures then', async ({ pageOf }) => {
  let requests = 0
  const url = await serve((request, answer) => answer.end(request.url === '/metrics' ? pageOf(requests++) : ''))
  const running = await externalTarget({ urls: [url] }).start()
  expect(running.warnings.map(({ code }) => code)).toEqual(['usage-of-several-processes'])
  expect((await running.usage()).instances).toMatchObject([{ source: 'none', cpuMs: undefined }])
})

test('reads no page that has no end', async () => {
  const url = await serve((request, answer) => {
    if (request.url === '/metrics') answer.write('process_cpu_seconds_total 3\n'.repeat(2 ** 16))
    else answer.end()
  })
  const running = await externalTarget({ urls: [url] }).start()
  expect(running.warnings.map(({ code }) => code)).toEqual(['usage-not-measured'])
})
