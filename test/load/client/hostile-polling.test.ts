import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChatClientOptions, Transport } from '../../../load/client/chat-client.ts'
import type { ClientErrorCode, ConnectionStage } from '../../../load/client/client-error.ts'
import { clientKinds, type ClientKind } from '../../../load/client/client-kind.ts'
import { HostilePolling, type PollingScript } from '../../support/hostile-polling.ts'
import { clientErrorOf, closeOf, TestClients } from '../../support/test-clients.ts'

type Outcome = readonly [code: ClientErrorCode, stage: ConnectionStage]

interface HostileCase {
  readonly name: string
  readonly script: PollingScript
  readonly outcome: Outcome
  /** What the official client makes of it where that differs; `untold` where it cannot be asked, and `why`. */
  readonly official?: Outcome | 'untold'
  readonly why?: string
  readonly options?: Partial<ChatClientOptions>
  /** Part of the message, as the lean client tells it. */
  readonly says?: string
}

const impatient = { connectTimeoutMs: 300 }

/** Answers the handshake. */
const handshake = (status: number, body: string, headers: Record<string, string> = {}): PollingScript => ({
  onRequest: ({ query, response }) => {
    if (query.has('sid')) return false
    response.writeHead(status, headers).end(body)
    return true
  },
})

/** Answers the first poll after the one that brought the answer to CONNECT. */
const nextPoll = (status: number, body: string | Buffer): PollingScript => ({
  onRequest: ({ method, index, response }) => {
    if (method !== 'GET' || index < 2) return false
    response.writeHead(status).end(body)
    return true
  },
})

const whileConnecting: readonly HostileCase[] = [
  {
    name: 'says nothing',
    script: { onRequest: () => true },
    outcome: ['timeout', 'handshake'],
    options: impatient,
  },
  {
    name: 'leaves CONNECT without an answer',
    script: { onRequest: ({ query }) => query.has('sid') },
    outcome: ['timeout', 'namespace'],
    options: impatient,
  },
  {
    name: 'answers 400 with an Engine.IO error',
    script: handshake(400, '{"code":5,"message":"Unsupported protocol version"}'),
    outcome: ['http-status', 'handshake'],
    says: 'HTTP 400 Bad Request: Unsupported protocol version (Engine.IO code 5)',
  },
  {
    name: 'answers 404',
    script: handshake(404, '<pre>Cannot GET\n/socket.io/</pre>'),
    outcome: ['http-status', 'handshake'],
    says: 'HTTP 404 Not Found: <pre>Cannot GET /socket.io/</pre>',
  },
  {
    name: 'redirects',
    script: handshake(302, '', { location: 'http://127.0.0.1:1/' }),
    outcome: ['http-status', 'handshake'],
    official: 'untold',
    why: 'it follows',
    says: 'to http://127.0.0.1:1/, not followed',
  },
  {
    name: 'opens with garbage',
    script: handshake(200, '<html>'),
    outcome: ['bad-handshake', 'handshake'],
    says: '<html>',
  },
  {
    name: 'opens with nothing',
    script: handshake(200, ''),
    outcome: ['bad-handshake', 'handshake'],
  },
  {
    name: 'answers CONNECT with 413',
    script: {
      onRequest: ({ method, response }) => {
        if (method !== 'POST') return false
        response.writeHead(413).end()
        return true
      },
    },
    outcome: ['http-status', 'namespace'],
    says: 'HTTP 413 Payload Too Large',
  },
]

const whenConnected: readonly HostileCase[] = [
  { name: 'closes the session', script: nextPoll(200, '1'), outcome: ['server-disconnect', 'open'] },
  {
    name: 'forgets the session',
    script: nextPoll(400, '{"code":1,"message":"Session ID unknown"}'),
    outcome: ['http-status', 'open'],
    says: 'Session ID unknown (Engine.IO code 1)',
  },
  { name: 'answers a poll with an unknown packet', script: nextPoll(200, '9'), outcome: ['protocol', 'open'] },
  { name: 'answers a poll with an empty packet', script: nextPoll(200, '6\x1e\x1e6'), outcome: ['protocol', 'open'] },
  {
    name: 'answers a poll with an event that is not JSON',
    script: nextPoll(200, '6\x1e42/chat,[oops'),
    outcome: ['protocol', 'open'],
  },
  {
    name: 'answers a poll with bytes that are not UTF-8',
    script: nextPoll(200, Buffer.from('42/chat,["\xff"]', 'latin1')),
    outcome: ['protocol', 'open'],
    official: 'untold',
    why: 'it puts a replacement character',
  },
  {
    name: 'answers a poll with more than the limit',
    script: nextPoll(200, `42/chat,["${'x'.repeat(2_000)}"]`),
    outcome: ['too-large', 'open'],
    options: { maxPacketBytes: 1_000 },
    official: 'untold',
    why: 'it has no limit for polling',
  },
  {
    name: 'resets the connection of a poll',
    script: {
      onRequest: ({ method, index, response }) => {
        if (method !== 'GET' || index < 2) return false
        response.socket?.resetAndDestroy()
        return true
      },
    },
    outcome: ['reset', 'open'],
    official: 'untold',
    why: 'it repeats the poll',
  },
  {
    name: 'sends no ping',
    script: { session: { pingInterval: 60, pingTimeout: 60 } },
    outcome: ['ping-timeout', 'open'],
  },
]

describe.each(clientKinds)('the %s client, when a polling server', (kind: ClientKind) => {
  let clients: TestClients
  beforeAll(() => void (clients = new TestClients(kind)))
  afterAll(() => clients.close())

  const to = (server: HostilePolling, transport: Transport = 'polling'): { url: string; transport: Transport } => ({
    url: server.url,
    transport,
  })
  const told = (cases: readonly HostileCase[]): readonly HostileCase[] =>
    cases.filter(({ official }) => kind === 'lean' || official !== 'untold')
  const outcomeOf = ({ outcome: [code, stage], official, says }: HostileCase): Record<string, unknown> => {
    if (kind === 'lean')
      return { code, stage, message: says === undefined ? expect.any(String) : expect.stringContaining(says) }
    return Array.isArray(official) ? { code: official[0] as unknown, stage: official[1] as unknown } : { code, stage }
  }

  test.each(told(whileConnecting))('$name, fails to connect', async (hostile) => {
    const server = await HostilePolling.start(hostile.script)
    const client = clients.create({ ...to(server), ...hostile.options })
    const error = await clientErrorOf(client.connect()).finally(() => server.stop())
    expect(error).toMatchObject(outcomeOf(hostile))
    expect(error.message).not.toMatch(/[\r\n]/)
  })

  test.each(told(whenConnected))('$name, tells why the connection ended', async (hostile) => {
    const server = await HostilePolling.start(hostile.script)
    const client = clients.create({ ...to(server), ...hostile.options })
    client.onEvent(() => undefined)
    const closed = closeOf(client)
    await client.connect()
    expect(await closed.finally(() => server.stop())).toMatchObject(outcomeOf(hostile))
  })

  test('closes the connection after each answer, goes on over new ones', async () => {
    const server = await HostilePolling.start({
      onRequest: ({ response }) => {
        response.setHeader('Connection', 'close')
        return false
      },
    })
    const client = await clients.connect(to(server))
    for (let i = 0; i < 3; i++) expect(await client.emitWithAck('x')).toBe('ok')
    await server.stop()
  })

  test('answers with noops, polls on', async () => {
    const server = await HostilePolling.start({
      onRequest: ({ method, index, response }) => {
        if (method !== 'GET' || index < 2 || index > 5) return false
        response.end('6')
        return true
      },
    })
    const client = await clients.connect(to(server))
    expect(await client.emitWithAck('x')).toBe('ok')
    await server.stop()
  })

  test('limits the payload, posts no more than that at once', async () => {
    const bodies: string[] = []
    const server = await HostilePolling.start({
      session: { maxPayload: 100 },
      onRequest: ({ method, body }) => {
        if (method === 'POST') bodies.push(body)
        return false
      },
    })
    const client = await clients.connect(to(server))
    await Promise.all(Array.from({ length: 20 }, (_, i) => client.emitWithAck('x', 'ü'.repeat(10), i)))
    await server.stop()
    expect(Math.max(...bodies.map((body) => Buffer.byteLength(body)))).toBeLessThanOrEqual(100)
    expect(bodies.some((body) => body.includes('\x1e'))).toBe(true)
  })

  test('never sees two requests of one kind at once', async () => {
    const active = { GET: 0, POST: 0 }
    let most = 0
    const server = await HostilePolling.start({
      onRequest: ({ method, response }) => {
        const kindOf = method as keyof typeof active
        most = Math.max(most, ++active[kindOf])
        response.on('finish', () => active[kindOf]--)
        return false
      },
    })
    const client = await clients.connect(to(server))
    await Promise.all(Array.from({ length: 30 }, () => client.emitWithAck('x')))
    await server.stop()
    expect(most).toBe(1)
  })

  const upgrades = { upgrades: ['websocket'] }

  test('offers no upgrade, tells so and goes on by polling', async () => {
    const server = await HostilePolling.start({})
    const client = await clients.connect(to(server, 'upgrade'))
    expect(await clientErrorOf(client.settled())).toMatchObject({ code: 'bad-handshake', stage: 'upgrade' })
    expect(await client.emitWithAck('x')).toBe('ok')
    await server.stop()
  })

  test('leaves the probe without an answer, tells so and goes on by polling', async () => {
    const server = await HostilePolling.start({ session: upgrades, onUpgrade: (peer) => peer.accept() })
    const client = await clients.connect({ ...to(server, 'upgrade'), ...impatient })
    expect(await clientErrorOf(client.settled())).toMatchObject({ code: 'timeout', stage: 'upgrade' })
    expect(await client.emitWithAck('x')).toBe('ok')
    await server.stop()
  })

  test('refuses the websocket, tells so and goes on by polling', async () => {
    const server = await HostilePolling.start({
      session: upgrades,
      onUpgrade: (peer) => peer.write('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'),
    })
    const client = await clients.connect(to(server, 'upgrade'))
    // The official client names no reason.
    const code = kind === 'lean' ? 'http-status' : 'bad-handshake'
    expect(await clientErrorOf(client.settled())).toMatchObject({ code, stage: 'upgrade' })
    expect(await client.emitWithAck('x')).toBe('ok')
    await server.stop()
  })

  test('answers the probe with something else, tells so and goes on by polling', async () => {
    const server = await HostilePolling.start({
      session: upgrades,
      onUpgrade: async (peer) => {
        await peer.accept()
        peer.frame('3nonsense')
      },
    })
    const client = await clients.connect(to(server, 'upgrade'))
    // The official client names no reason.
    const code = kind === 'lean' ? 'protocol' : 'bad-handshake'
    expect(await clientErrorOf(client.settled())).toMatchObject({ code, stage: 'upgrade' })
    expect(await client.emitWithAck('x')).toBe('ok')
    await server.stop()
  })

  test('answers the probe late, sends by polling until then and by websocket afterwards', async () => {
    const firstId = kind === 'lean' ? 1 : 0
    const mayAnswer = Promise.withResolvers<void>()
    const heard: string[] = []
    const server = await HostilePolling.start({
      session: upgrades,
      onUpgrade: async (peer, polling) => {
        await peer.accept()
        heard.push(await peer.message())
        await mayAnswer.promise
        peer.frame('3probe')
        polling.send('6')
        heard.push(await peer.message(), await peer.message())
        peer.frame(`43/chat,${firstId + 1}["by websocket"]`)
      },
    })
    const client = await clients.connect(to(server, 'upgrade'))
    expect(await client.emitWithAck('x')).toBe('ok')
    mayAnswer.resolve()
    await client.settled()
    expect(await client.emitWithAck('y')).toBe('by websocket')
    await server.stop()
    expect(heard).toEqual(['2probe', '5', `42/chat,${firstId + 1}["y"]`])
    expect(server.posted).toEqual([expect.stringMatching(/^40\/chat,/), `42/chat,${firstId}["x"]`])
  })
})
