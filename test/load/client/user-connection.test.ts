import type { Socket } from 'socket.io'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transports, type Transport } from '../../../load/client/chat-client.ts'
import { clientKinds, type ClientKind } from '../../../load/client/client-kind.ts'
import { packetParsers, type PacketParser } from '../../../load/client/packet-parser.ts'
import { runIdOf, writeStamp } from '../../../load/stamp.ts'
import { ContractGateway } from '../../support/contract-gateway.ts'
import { eventually } from '../../support/eventually.ts'
import type { WitnessedConnection, WitnessedSocket } from '../../support/official-connection.ts'
import { clientErrorOf } from '../../support/test-clients.ts'
import { UserConnections } from '../../support/user-connections.ts'

const cases = clientKinds.flatMap((kind) =>
  transports.flatMap((transport) => packetParsers.map((parser) => [kind, transport, parser] as const)),
)
const patienceMs = 10_000

const disconnectOf = (socket: WitnessedSocket): Promise<string> =>
  new Promise((resolve) => socket.onDisconnect((reason) => resolve(reason)))

describe.each(cases)(
  'a connection of the %s client over %s by %s',
  (kind: ClientKind, transport: Transport, parser: PacketParser) => {
    let gateway: ContractGateway
    let connections: UserConnections
    /** What the gateway saw of the second namespace. */
    let seen: { readonly auths: unknown[]; readonly reasons: string[] }

    beforeAll(async () => {
      gateway = await ContractGateway.start({ parser })
      connections = new UserConnections()
      seen = { auths: [], reasons: [] }
      serveAdmin(gateway, seen)
    })
    afterAll(async () => {
      await connections.close()
      await gateway.stop()
    })

    const connection = (): WitnessedConnection => connections.of(kind, { url: gateway.url, transport, parser })
    const open = async (): Promise<{ at: WitnessedConnection; chat: WitnessedSocket; admin: WitnessedSocket }> => {
      const at = connection()
      const [chat, admin] = await Promise.all([at.open('/chat'), at.open('/admin', { token: 'admin' })])
      return { at, chat, admin }
    }
    const sessionOf = async (socket: WitnessedSocket): Promise<unknown> =>
      (await socket.emitWithAck(patienceMs, 'session'))[0]

    test('carries two namespaces in one session', async () => {
      const { admin } = await open()
      expect(await sessionOf(admin)).toEqual({ namespaces: ['/admin', '/chat'] })
    })

    test('joins a namespace later, with an auth of its own', async () => {
      const at = connection()
      await at.open('/chat', { token: 'chat' })
      await at.settled()
      const admin = await at.open('/admin', { token: `late ${kind}` })
      expect(await sessionOf(admin)).toEqual({ namespaces: ['/admin', '/chat'] })
      expect(seen.auths).toContainEqual({ token: `late ${kind}` })
    })

    test('hands each event to its own namespace', async () => {
      const { chat, admin } = await open()
      await sessionOf(admin)
      const [chatBefore, adminBefore] = [chat.received, admin.received]
      const heard: unknown[] = []
      chat.on('tick', (args) => heard.push(['chat', ...args]))
      admin.on('tick', (args) => heard.push(['admin', ...args]))
      await chat.emitWithAck(patienceMs, 'burst', 2)
      await admin.emitWithAck(patienceMs, 'burst', 1)
      expect(heard).toEqual([
        ['chat', 0],
        ['chat', 1],
        ['admin', 0],
      ])
      expect([chat.received - chatBefore, admin.received - adminBefore]).toEqual([2, 1])
    })

    test('keeps the attachments of two namespaces apart', async () => {
      const { chat, admin } = await open()
      const blobOf = (text: string): unknown => ({ blobs: [Buffer.from(text), text, Buffer.from('end')] })
      const answers = await Promise.all(
        ['a', 'b', 'c', 'd'].flatMap((text) => [
          chat.emitWithAck(patienceMs, 'echo', blobOf(`chat ${text}`)),
          admin.emitWithAck(patienceMs, 'echo', blobOf(`admin ${text}`)),
        ]),
      )
      expect(answers).toEqual(
        ['a', 'b', 'c', 'd'].flatMap((text) => [[blobOf(`chat ${text}`)], [blobOf(`admin ${text}`)]]),
      )
    })

    test('resolves an acknowledgement with all its arguments', async () => {
      const { admin } = await open()
      expect(await admin.emitWithAck(patienceMs, 'echo', 1, 'two', { three: [3] })).toEqual([1, 'two', { three: [3] }])
      expect(await admin.emitWithAck(patienceMs, 'echo')).toEqual([])
    })

    test('gives each acknowledgement its own time', async () => {
      const { chat } = await open()
      const patient = chat.emitWithAck(patienceMs, 'later')
      const hasty = chat.emitWithAck(20, 'silence')
      expect(await clientErrorOf(hasty)).toMatchObject({ code: 'ack-timeout' })
      chat.emit('now')
      expect(await patient).toEqual(['at last'])
    })

    test('is refused by one namespace and goes on with the other', async () => {
      const at = connection()
      const chat = await at.open('/chat')
      const error = await clientErrorOf(at.open('/admin', { token: 'bad' }))
      expect(error).toMatchObject({ code: 'connect-error', stage: 'namespace', message: 'no admin' })
      expect(chat.isConnected).toBe(true)
      expect(await sessionOf(chat)).toEqual({ namespaces: ['/chat'] })
    })

    test('ends with its only namespace, when that is refused', async () => {
      const before = await eventually('the sessions of other tests', () => countOf(gateway))
      await clientErrorOf(connection().open('/admin', { token: 'bad' }))
      await eventually('the end of the session', () => gateway.io.engine.clientsCount <= before || undefined)
    })

    test('goes on with one namespace when the server ends the other', async () => {
      const { chat, admin } = await open()
      const reason = disconnectOf(admin)
      admin.emit('kick')
      expect(await reason).toBe('io server disconnect')
      expect([chat.isConnected, admin.isConnected]).toEqual([true, false])
      expect(await sessionOf(chat)).toEqual({ namespaces: ['/chat'] })
    })

    test('leaves one namespace and stays in the other', async () => {
      const { chat, admin } = await open()
      const reason = disconnectOf(admin)
      const before = seen.reasons.length
      admin.disconnect()
      expect(await reason).toBe('io client disconnect')
      expect(await sessionOf(chat)).toEqual({ namespaces: ['/chat'] })
      expect(seen.reasons.slice(before)).toEqual(['client namespace disconnect'])
    })

    test('ends all namespaces when it is closed', async () => {
      const { at, chat, admin } = await open()
      const reasons = Promise.all([disconnectOf(chat), disconnectOf(admin)])
      at.close()
      expect(await reasons).toEqual(['io client disconnect', 'io client disconnect'])
    })

    test('ends all namespaces when the server closes it, and rejects what waits', async () => {
      const { chat, admin } = await open()
      const reasons = Promise.all([disconnectOf(chat), disconnectOf(admin)])
      const waiting = clientErrorOf(admin.emitWithAck(patienceMs, 'silence'))
      chat.emit('cut')
      expect(await reasons).toEqual(['transport close', 'transport close'])
      expect(await waiting).toMatchObject({ code: 'closed' })
    })

    test('receives an event that the server sends on connect', async () => {
      const heard: unknown[] = []
      const at = connection()
      await at.open('/chat')
      const admin = await at.open('/admin', {}, (socket) => socket.on('welcome', (args) => heard.push(args)))
      await sessionOf(admin)
      expect(heard).toEqual([['to you']])
    })

    test('forgets a listener that was removed', async () => {
      const { chat } = await open()
      const heard: unknown[] = []
      const forget = chat.on('tick', (args) => {
        heard.push(args[0])
        forget()
      })
      await chat.emitWithAck(patienceMs, 'burst', 3)
      expect(heard).toEqual([0])
      expect(chat.received).toBe(3)
    })
  },
)

describe.each(transports)('a lean connection over %s', (transport) => {
  let gateway: ContractGateway
  let connections: UserConnections

  beforeAll(async () => {
    gateway = await ContractGateway.start()
    connections = new UserConnections()
    serveAdmin(gateway, { auths: [], reasons: [] })
  })
  afterAll(async () => {
    await connections.close()
    await gateway.stop()
  })

  test('finds the stamps of each namespace, and whose they are', async () => {
    const at = connections.lean({ url: gateway.url, transport })
    const [chat, admin] = await Promise.all([at.open('/chat'), at.open('/admin')])
    const found: unknown[] = []
    chat.onStamp((...stamp) => found.push(['chat', connections.stamps.worker, ...stamp.slice(0, 3)]))
    admin.onStamp((...stamp) => found.push(['admin', connections.stamps.worker, ...stamp.slice(0, 3)]))
    await chat.emitWithAck(patienceMs, 'joinRoom', { room: 'stamps' })
    await chat.emitWithAck(patienceMs, 'message', { room: 'stamps', text: writeStamp(runIdOf(77), 1, 2, 3) })
    await admin.emitWithAck(patienceMs, 'back', Buffer.from(writeStamp(runIdOf(78), 4, 5, 6)))
    expect(found).toEqual([
      ['chat', 77, 1, 2, 3],
      ['admin', 78, 4, 5, 6],
    ])
    expect([chat.received, admin.received]).toEqual([1, 2])
  })

  test('tells the stages of its connect, and the time of a namespace that came later', async () => {
    const at = connections.lean({ url: gateway.url, transport })
    const chat = await at.open('/chat')
    await at.settled()
    const admin = await at.open('/admin')
    const { tcp, handshake, upgrade, namespace } = at.timings
    const time = expect.any(Number) as number
    expect([tcp, handshake, namespace, chat.connectMs, admin.connectMs]).toEqual([time, time, time, time, time])
    expect(upgrade).toEqual(transport === 'upgrade' ? time : undefined)
    expect(chat.connectMs).toBe(namespace)
  })

  test('asks an auth function for each namespace', async () => {
    const at = connections.lean({ url: gateway.url, transport })
    let asked = 0
    const auth = (): Promise<Record<string, unknown>> => Promise.resolve({ token: asked++ === 0 ? 'good' : 'bad' })
    await at.open('/chat', auth)
    expect(await clientErrorOf(at.open('/admin', auth))).toMatchObject({ code: 'connect-error' })
  })

  test('refuses a namespace that is open, and any once it has ended', async () => {
    const at = connections.lean({ url: gateway.url, transport })
    await at.open('/chat')
    await expect(at.open('/chat')).rejects.toThrow('the namespace /chat is open already')
    at.close()
    expect(await clientErrorOf(at.open('/admin'))).toMatchObject({ code: 'closed' })
  })

  test('opens a namespace anew after leaving it', async () => {
    const at = connections.lean({ url: gateway.url, transport })
    const chat = await at.open('/chat')
    const first = await at.open('/admin')
    await first.emitWithAck(patienceMs, 'burst', 5)
    first.disconnect()
    // A server that reads both packets at once ends the new namespace instead of the old one.
    await chat.emitWithAck(patienceMs, 'session')
    const second = await at.open('/admin')
    await second.emitWithAck(patienceMs, 'burst', 2)
    expect([first.received, second.received]).toEqual([6, 3])
  })

  test('rejects every namespace when nobody listens there', async () => {
    const at = connections.lean({ url: 'http://127.0.0.1:9', transport })
    const errors = await Promise.all([clientErrorOf(at.open('/chat')), clientErrorOf(at.open('/admin'))])
    expect(errors).toMatchObject([
      { code: 'refused', stage: 'tcp' },
      { code: 'refused', stage: 'tcp' },
    ])
  })
})

function countOf(gateway: ContractGateway): number {
  return gateway.io.engine.clientsCount
}

/** A second namespace that tells about its session, and what the first one lacks for these tests. */
function serveAdmin(gateway: ContractGateway, seen: { readonly auths: unknown[]; readonly reasons: string[] }): void {
  const session = (socket: Socket): void => {
    socket.on('session', (ack: (answer: unknown) => void) => {
      const namespaces = ['/', '/admin', '/chat'].filter((name) =>
        [...gateway.io.of(name).sockets.values()].some(({ conn }) => conn === socket.conn),
      )
      ack({ namespaces })
    })
  }
  gateway.io.of('/chat').on('connection', (socket) => {
    session(socket)
    let release: ((answer: string) => void) | undefined
    socket.on('later', (ack: (answer: string) => void) => (release = ack))
    socket.on('now', () => release?.('at last'))
  })
  const admin = gateway.io.of('/admin')
  admin.use((socket, next) => next(socket.handshake.auth['token'] === 'bad' ? new Error('no admin') : undefined))
  admin.on('connection', (socket) => {
    seen.auths.push(socket.handshake.auth)
    socket.on('disconnect', (reason) => seen.reasons.push(reason))
    session(socket)
    socket.emit('welcome', 'to you')
    socket.on('silence', () => undefined)
    socket.on('kick', () => socket.disconnect())
    socket.on('echo', (...args: unknown[]) => (args.pop() as (...answer: unknown[]) => void)(...args))
    socket.on('back', (text: unknown, ack: () => void) => {
      socket.emit('back', text)
      ack()
    })
    socket.on('burst', (count: number, ack: () => void) => {
      for (let i = 0; i < count; i++) socket.emit('tick', i)
      ack()
    })
  })
}
