import { afterEach, describe, expect, test } from 'vitest'
import type { Transport } from '../../../load/client/chat-client.ts'
import { clientKinds } from '../../../load/client/client-kind.ts'
import { ChatServer, type ChatServerOptions } from '../../support/chat-server.ts'
import { HostileServer, type Script } from '../../support/hostile-server.ts'
import { PlainProxy } from '../../support/plain-proxy.ts'
import { findingOf, type PreflightRun } from '../../support/preflight-run.ts'

let server: { stop(): Promise<void> } | undefined
let proxy: PlainProxy | undefined

afterEach(async () => {
  await proxy?.stop()
  await server?.stop()
  proxy = undefined
  server = undefined
})

async function chat(options?: ChatServerOptions): Promise<string> {
  const started = await ChatServer.start(options)
  server = started
  return started.url
}

async function hostile(script: Script): Promise<string> {
  const started = await HostileServer.start(script)
  server = started
  return started.url
}

const everyTransport: readonly Transport[] = ['websocket', 'polling', 'upgrade']

describe.each(clientKinds)('what keeps the %s client from connecting', (client) => {
  const find = (url: string, transport: Transport, run: PreflightRun = {}) =>
    findingOf([url], { client, transports: [transport], ...run })

  test.each(everyTransport)('a path that is none, over %s, is answered with 404 in the end', async (transport) => {
    const finding = await find(await chat(), transport, { dialect: { path: '/ws/' } })
    expect(finding).toMatchObject({
      stage: 'handshake',
      seen: expect.stringContaining('HTTP 404 Not Found: Cannot GET /ws/') as string,
      cause: expect.stringContaining('set --path') as string,
    })
  })

  test.each(everyTransport)('an unknown namespace, over %s, is named', async (transport) => {
    const finding = await find(await chat(), transport, { dialect: { namespace: '/nope' } })
    expect(finding).toMatchObject({
      stage: 'namespace',
      seen: expect.stringMatching(/namespace \/nope\): Invalid namespace$/) as string,
      cause: expect.stringContaining('--namespace') as string,
    })
  })

  test('a token that a middleware refuses is told in its words', async () => {
    const url = await chat({ chat: (io) => void io.use((_socket, next) => next(new Error('jwt malformed'))) })
    expect(await find(url, 'websocket')).toMatchObject({
      stage: 'namespace',
      code: 'connect-error',
      seen: expect.stringContaining('jwt malformed') as string,
      cause: expect.stringContaining('middleware refused') as string,
    })
  })

  test.each(['websocket', 'polling'] as const)(
    'a gateway that disconnects at once, over %s, is understood as one that dislikes the token',
    async (transport) => {
      const url = await chat({ chat: (io) => void io.on('connection', (socket) => socket.disconnect()) })
      expect(await find(url, transport)).toMatchObject({
        code: 'disconnected',
        seen: expect.stringContaining('connected, and then disconnected') as string,
        cause: expect.stringContaining('handleConnection') as string,
      })
    },
  )

  test('a middleware that never goes on is waited for no longer than a connect may take', async () => {
    const url = await chat({ chat: (io) => void io.use(() => undefined) })
    expect(await find(url, 'websocket')).toMatchObject({
      stage: 'namespace',
      code: 'timeout',
      cause: expect.stringContaining('next()') as string,
    })
  })

  test.each(everyTransport)('a self-signed certificate, over %s, is told with what to do', async (transport) => {
    expect(await find(await chat({ tls: true }), transport)).toMatchObject({
      stage: 'tls',
      seen: expect.stringContaining('self-signed certificate') as string,
      cause: expect.stringMatching(/--ca <file>.*--insecure/) as string,
    })
  })

  test.each(everyTransport)('TLS to a plain port, over %s, is told as such', async (transport) => {
    const url = (await chat()).replace('http:', 'https:')
    expect(await find(url, transport)).toMatchObject({
      stage: 'tls',
      cause: expect.stringContaining('use http://') as string,
    })
  })

  test.each(everyTransport)('plain HTTP to a port with TLS, over %s, is told as likely', async (transport) => {
    const url = (await chat({ tls: true })).replace('https:', 'http:')
    expect(await find(url, transport)).toMatchObject({
      stage: 'handshake',
      cause: expect.stringContaining('use https://') as string,
    })
  })

  test.each(['polling', 'upgrade'] as const)('a gateway without polling is told apart over %s', async (transport) => {
    expect(await find(await chat({ server: { transports: ['websocket'] } }), transport)).toMatchObject({
      stage: 'handshake',
      seen: expect.stringContaining('Transport unknown') as string,
      cause: expect.stringContaining('--transport websocket') as string,
    })
  })

  test.each(['websocket', 'upgrade'] as const)(
    'a gateway without websocket is told apart over %s',
    async (transport) => {
      expect(await find(await chat({ server: { transports: ['polling'] } }), transport)).toMatchObject({
        stage: transport === 'upgrade' ? 'upgrade' : 'handshake',
        cause: expect.stringContaining('--transport polling') as string,
      })
    },
  )

  test.each(['websocket', 'upgrade'] as const)(
    'a proxy that drops the Upgrade header is told apart over %s',
    async (transport) => {
      proxy = await PlainProxy.start(await chat())
      expect(await find(proxy.url, transport)).toMatchObject({
        stage: transport === 'upgrade' ? 'upgrade' : 'handshake',
        cause: expect.stringContaining('Upgrade and Connection headers') as string,
      })
    },
  )

  test('a port that nobody listens on is told as such', async () => {
    const started = await ChatServer.start()
    await started.stop()
    expect(await find(started.url, 'websocket')).toMatchObject({
      stage: 'tcp',
      code: 'refused',
      cause: expect.stringContaining('Nothing listens there') as string,
    })
  })

  test.each(['websocket', 'polling'] as const)(
    'a server that says nothing, over %s, is not waited for in vain',
    async (transport) => {
      expect(await find(await hostile(() => undefined), transport)).toMatchObject({
        stage: 'handshake',
        code: 'timeout',
        cause: expect.stringContaining('answers nothing') as string,
      })
    },
  )

  test.each(everyTransport)('a server that closes at once, over %s, is told as such', async (transport) => {
    expect(await find(await hostile(({ socket }) => void socket.destroy()), transport)).toMatchObject({
      stage: 'handshake',
      cause: expect.stringContaining('closes the connection without an answer') as string,
    })
  })

  test.each(everyTransport)('a server that speaks no HTTP, over %s, is told as such', async (transport) => {
    const script: Script = ({ socket }) => void socket.end('220 mail.example ESMTP ready\r\n')
    expect(await find(await hostile(script), transport)).toMatchObject({
      stage: 'handshake',
      cause: expect.stringContaining('no HTTP server') as string,
    })
  })

  test.each(['polling', 'upgrade'] as const)(
    'a server of Socket.IO 2, over %s, is told by how it opens',
    async (transport) => {
      const body = '96:0{"sid":"s1","upgrades":["websocket"],"pingInterval":25000,"pingTimeout":5000}2:40'
      const head = `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n`
      const script: Script = ({ socket }) => void socket.on('data', () => socket.write(head + body))
      expect(await find(await hostile(script), transport)).toMatchObject({
        stage: 'handshake',
        cause: expect.stringContaining('Socket.IO 2') as string,
      })
    },
  )
})
