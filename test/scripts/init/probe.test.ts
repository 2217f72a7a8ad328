import { expect, test } from 'vitest'
import msgpack from 'socket.io-msgpack-parser'

import { probeGateway, type Findings } from '../../../scripts/init/probe/probe-gateway.ts'
import type { TlsTrust } from '../../../load/client/chat-client.ts'
import { startGateway } from '../../support/gateway-process.ts'
import { httpServer, refusingUrl, socketIoServer, tcpServer } from '../../support/gateways/init-server.ts'
import { testCertificate } from '../../support/test-certificate.ts'

interface Given {
  readonly tls?: TlsTrust
  readonly paths?: readonly string[]
  readonly namespaces?: readonly string[]
}

function probe(url: string, { tls, paths = [], namespaces = [] }: Given = {}) {
  const signal = new AbortController().signal
  return probeGateway({ url, tls, headers: {}, signal }, { paths, namespaces })
}

async function findings(url: string, given?: Given): Promise<Findings> {
  const probed = await probe(url, given)
  if (probed.kind === 'failed') throw new Error(probed.problem)
  return probed.findings
}

async function problem(url: string, given?: Given): Promise<string> {
  const probed = await probe(url, given)
  if (probed.kind === 'found') throw new Error('it was found')
  return probed.problem
}

test('finds both transports and the limits of a plain Socket.IO server', async () => {
  const { engine } = await findings(await socketIoServer({ pingInterval: 7_000, pingTimeout: 6_000 }))
  expect(engine).toMatchObject({
    path: '/socket.io/',
    noPolling: undefined,
    noWebSocket: undefined,
    upgrades: true,
    pingInterval: 7_000,
    pingTimeout: 6_000,
    maxPayload: 1_000_000,
  })
})

test('finds that the root namespace lets everybody in, and leaves out those that are not there', async () => {
  const { namespaces } = await findings(await socketIoServer())
  expect(namespaces).toEqual({
    parser: 'json',
    takesAny: false,
    refusesUnknown: undefined,
    found: [{ name: '/', outcome: 'open', said: '' }],
  })
})

test('leaves no session behind', async () => {
  let io: { engine: { clientsCount: number } } | undefined
  await findings(await socketIoServer({}, (server) => (io = server)))
  await expect.poll(() => io?.engine.clientsCount).toBe(0)
})

test('finds that the reference gateway wants auth at /chat, and its metrics', async () => {
  const gateway = await startGateway()
  try {
    const { namespaces, metrics } = await findings(gateway.url)
    expect(namespaces.found.find(({ name }) => name === '/chat')).toMatchObject({ outcome: 'refused' })
    expect(metrics.figures).toContain('CPU')
  } finally {
    await gateway.stop()
  }
})

test('finds a namespace that was named, and what it says', async () => {
  const url = await socketIoServer({}, (io) => {
    io.of('/lobby').use((_socket, next) => next(new Error('who are you?')))
  })
  const { namespaces } = await findings(url, { namespaces: ['/lobby'] })
  expect(namespaces.found).toContainEqual({ name: '/lobby', outcome: 'refused', said: 'who are you?' })
})

test('finds a namespace that disconnects whoever has no token', async () => {
  const url = await socketIoServer({}, (io) => io.of('/chat').on('connection', (socket) => socket.disconnect()))
  const { namespaces } = await findings(url)
  expect(namespaces.found.find(({ name }) => name === '/chat')?.outcome).toBe('disconnected')
})

test('says when a gateway takes a namespace of any name', async () => {
  const url = await socketIoServer({}, (io) => void io.of(/^\/\w+$/))
  expect((await findings(url)).namespaces.takesAny).toBe(true)
})

test('leaves out what is refused as a namespace of a random name is', async () => {
  const url = await socketIoServer({}, (io) => {
    io.of('/chat').use((_socket, next) => next(new Error('no token')))
    io.of(/^\/\w+$/).use((_socket, next) => next(new Error('Unable to connect')))
  })
  const { namespaces } = await findings(url)
  expect(namespaces).toMatchObject({ takesAny: false, refusesUnknown: 'Unable to connect' })
  expect(namespaces.found.map(({ name }) => name)).toEqual(['/', '/chat'])
})

test('finds a common path other than the default', async () => {
  expect((await findings(await socketIoServer({ path: '/ws/' }))).engine.path).toBe('/ws/')
})

test('finds the path that was given', async () => {
  const url = await socketIoServer({ path: '/deep/in/here/' })
  expect((await findings(url, { paths: ['/deep/in/here/'] })).engine.path).toBe('/deep/in/here/')
})

test('finds a server that offers websocket only, and why there is no polling', async () => {
  const { engine, namespaces } = await findings(await socketIoServer({ transports: ['websocket'] }))
  expect(engine).toMatchObject({ noWebSocket: undefined, pingInterval: 25_000 })
  expect(engine.noPolling).toContain('Transport unknown')
  expect(namespaces.found).toHaveLength(1)
})

test('finds a server that offers polling only', async () => {
  const { engine, namespaces } = await findings(await socketIoServer({ transports: ['polling'] }))
  expect(engine).toMatchObject({ noPolling: undefined, upgrades: false })
  expect(engine.noWebSocket).toContain('400')
  expect(namespaces.found).toHaveLength(1)
})

test('finds the msgpack parser', async () => {
  const { namespaces } = await findings(await socketIoServer({ parser: msgpack }))
  expect(namespaces).toMatchObject({ parser: 'msgpack', found: [{ name: '/', outcome: 'open' }] })
})

test('finds the names of cookies, not their values', async () => {
  const { engine } = await findings(await socketIoServer({ cookie: { name: 'sticky' } }))
  expect(engine.cookies).toEqual(['sticky'])
})

test('takes any certificate where it is told to, or that of a given authority', async () => {
  const url = await socketIoServer({}, undefined, { tls: true })
  for (const tls of [{ rejectUnauthorized: false }, { ca: testCertificate.cert }]) {
    const { engine, namespaces } = await findings(url, { tls })
    expect(engine).toMatchObject({ noPolling: undefined, noWebSocket: undefined })
    expect(namespaces.found).toHaveLength(1)
  }
})

test('names --insecure for a certificate that nobody has signed', async () => {
  const url = await socketIoServer({}, undefined, { tls: true })
  expect(await problem(url)).toMatch(/^TLS with https:.*self-signed certificate.*--insecure to take any\.$/)
})

test('names http where https was asked for', async () => {
  const url = await socketIoServer()
  expect(await problem(url.replace('http:', 'https:'))).toContain('try http://')
})

test('says that nobody listens', async () => {
  expect(await problem(await refusingUrl())).toContain('connection refused')
})

test('says that a name cannot be looked up', async () => {
  expect(await problem('http://gateway.invalid')).toContain('The name gateway.invalid cannot be looked up')
})

test('says that a server is silent', async () => {
  expect(await problem(await tcpServer(() => undefined))).toContain('does not answer within 2 s')
})

test('says that something answers which is not HTTP', async () => {
  const url = await tcpServer((socket) => socket.end('220 mail.example ESMTP\r\n'))
  expect(await problem(url)).toContain('cannot be asked')
})

test('reads no more than a bounded part of an answer without an end', async () => {
  let isOver = false
  const url = await httpServer((request, response) => {
    request.socket.on('close', () => (isOver = true))
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(16_384)));
    }
    response.on('drain', more)
    more()
  })
  expect(await problem(url)).toContain('with an answer that does not end')
  await expect.poll(() => isOver).toBe(true)
})

test('names the paths that it has tried, and what they answered', async () => {
  const url = await httpServer((_request, response) => response.writeHead(404).end())
  expect(await problem(url)).toMatch(/not as Socket\.IO at \/socket\.io\/ \(HTTP 404 Not Found\), \/ws\/ .*--path/)
})

test('tells a redirect and does not follow it', async () => {
  const asked: string[] = []
  const url = await httpServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(302, { location: 'https://chat.example/elsewhere' }).end()
  })
  expect(await problem(url)).toContain('to https://chat.example/elsewhere, not followed')
  expect(asked.some((path) => path.includes('elsewhere'))).toBe(false)
})

test('says that the handshake is refused', async () => {
  const url = await socketIoServer({ allowRequest: (_request, decide) => decide('not you', false) })
  expect(await problem(url)).toMatch(/\/socket\.io\/ refuses the handshake: HTTP 403 Forbidden: not you/)
})

test('tells a server of Socket.IO 2', async () => {
  const url = await httpServer((_request, response) => response.end('96:0{"sid":"a"}2:40'))
  expect(await problem(url)).toContain('Engine.IO 3 (Socket.IO 2)')
})
