import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transports, type ChatClient, type Transport } from '../../../load/client/chat-client.ts'
import { clientKinds, type ClientKind } from '../../../load/client/client-kind.ts'
import { packetParsers, type PacketParser } from '../../../load/client/packet-parser.ts'
import { writeStamp } from '../../../load/stamp.ts'
import { ContractGateway } from '../../support/contract-gateway.ts'
import { eventually } from '../../support/eventually.ts'
import { clientErrorOf, closeOf, TestClients, testRunId } from '../../support/test-clients.ts'
import { testCertificate } from '../../support/test-certificate.ts'

const cases = clientKinds.flatMap((kind) => transports.map((transport) => [kind, transport] as const))
const casesByParser = cases.flatMap(([kind, transport]) =>
  packetParsers.map((parser) => [kind, transport, parser] as const),
)

describe.each(casesByParser)(
  'the %s client over %s by %s',
  (kind: ClientKind, transport: Transport, parser: PacketParser) => {
    let gateway: ContractGateway
    let clients: TestClients

    beforeAll(async () => {
      gateway = await ContractGateway.start({ parser })
      clients = new TestClients(kind)
    })
    afterAll(async () => {
      await clients.close()
      await gateway.stop()
    })

    const to = (): { url: string; transport: Transport; parser: PacketParser } => ({
      url: gateway.url,
      transport,
      parser,
    })
    const connect = (): Promise<ChatClient> => clients.connect(to())

    test('receives the stamp of a message that it sent to its room', async () => {
      const client = clients.create(to())
      const received = new Promise((resolve) => client.onStamp((...stamp) => resolve(stamp.slice(0, 3))))
      await client.connect()
      await client.emitWithAck('joinRoom', { room: 'stamps' })
      client.emit('message', { room: 'stamps', text: `hello ${writeStamp(testRunId, 7, 12, 345_678)}` })
      expect(await received).toEqual([7, 12, 345_678])
    })

    test('receives the stamp of a message in a binary attachment', async () => {
      const client = clients.create(to())
      const received = new Promise((resolve) => client.onStamp((...stamp) => resolve(stamp.slice(0, 3))))
      await client.connect()
      await client.emitWithAck('joinRoom', { room: 'blobs' })
      client.emit('message', { room: 'blobs', text: Buffer.from(writeStamp(testRunId, 1, 2, 3)) })
      expect(await received).toEqual([1, 2, 3])
    })

    test('takes a stamp in an acknowledgement for no delivery', async () => {
      const client = clients.create(to())
      const stamps: number[] = []
      client.onStamp((sender) => stamps.push(sender))
      await client.connect()
      await client.emitWithAck('message', { room: 'nobody is here', text: writeStamp(testRunId, 1, 2, 3) })
      expect(stamps).toEqual([])
    })

    test('resolves an acknowledgement with its first argument', async () => {
      const client = await connect()
      expect(await client.emitWithAck('echo', { a: [1, 'zwölf', null] }, 'second')).toEqual({ a: [1, 'zwölf', null] })
    })

    test('matches acknowledgements to their events', async () => {
      const client = await connect()
      const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => client.emitWithAck('echo', i)))
      expect(answers).toEqual(Array.from({ length: 50 }, (_, i) => i))
    })

    test('rejects an acknowledgement that does not come', async () => {
      const client = await clients.connect({ ...to(), ackTimeoutMs: 50 })
      expect(await clientErrorOf(client.emitWithAck('silence'))).toMatchObject({ code: 'ack-timeout', stage: 'open' })
    })

    test('sends and receives binary data', async () => {
      const client = await connect()
      const blob = Buffer.from([0, 255, 10, 30, 98])
      expect(await client.emitWithAck('echo', { blobs: [blob, Buffer.from('b')] })).toEqual({
        blobs: [blob, Buffer.from('b')],
      })
    })

    test('hands decoded events on, binary ones too', async () => {
      const client = await connect()
      const received = new Promise((resolve) => client.onEvent((event, args) => resolve([event, ...args])))
      await client.emitWithAck('joinRoom', { room: 'events' })
      client.emit('message', { room: 'events', text: Buffer.from('näh') })
      expect(await received).toEqual(['newMessage', { room: 'events', text: Buffer.from('näh') }])
    })

    test('hands no event on any more when nobody listens, and still finds stamps', async () => {
      const client = clients.create(to())
      const events: unknown[] = []
      const stamps: number[] = []
      client.onEvent((event) => events.push(event))
      client.onStamp((_sender, sequence) => stamps.push(sequence))
      await client.connect()
      await client.emitWithAck('joinRoom', { room: 'quiet' })
      await client.emitWithAck('message', { room: 'quiet', text: writeStamp(testRunId, 1, 1, 0) })
      await eventually('the first event came', () => events[0])
      client.onEvent(undefined)
      await client.emitWithAck('message', { room: 'quiet', text: writeStamp(testRunId, 1, 2, 0) })
      await eventually('the second stamp came', () => stamps[1])
      expect([events, stamps]).toEqual([['newMessage'], [1, 2]])
    })

    test.each([1, 125, 126, 65_535, 65_536, 1_000_000])('echoes a text of %i bytes', async (length) => {
      const client = await connect()
      const text = 'ü'.repeat(length / 2) + 'x'.repeat(length % 2)
      expect((await client.emitWithAck('echo', text)) === text).toBe(true)
    })

    test('receives every event in order, also while the transport changes', async () => {
      const client = clients.create(to())
      const ticks: unknown[] = []
      client.onEvent((_event, args) => ticks.push(args[0]))
      await client.connect()
      for (let i = 0; i < 10; i++) await client.emitWithAck('burst', 50)
      await client.settled()
      expect(ticks).toEqual(Array.from({ length: 500 }, (_, i) => i % 50))
    })

    test('sends every event in order, also while the transport changes', async () => {
      const client = await connect()
      gateway.counted.length = 0
      const settled = client.settled()
      let next = 0
      let isSettled = false
      void settled.then(() => (isSettled = true))
      while (!isSettled || next < 100) {
        client.emit('count', next++)
        if (next % 7 === 0) await new Promise((resolve) => setImmediate(resolve))
      }
      await client.emitWithAck('echo')
      expect(gateway.counted).toEqual(Array.from({ length: next }, (_, i) => i))
    })

    test('tells the message of a refused namespace in one line', async () => {
      const client = clients.create({ ...to(), auth: { token: 'bad' } })
      const error = await clientErrorOf(client.connect())
      expect(error).toMatchObject({ code: 'connect-error', stage: 'namespace', message: 'not welcome' })
    })

    test('is refused by a namespace that does not exist', async () => {
      const client = clients.create({ ...to(), namespace: '/nowhere' })
      const error = await clientErrorOf(client.connect())
      expect(error).toMatchObject({ code: 'connect-error', stage: 'namespace', message: 'Invalid namespace' })
    })

    test('connects to the default namespace', async () => {
      const client = await clients.connect({ ...to(), namespace: '/' })
      expect(await client.emitWithAck('echo', 'root')).toBe('root')
    })

    test('is refused where nobody listens', async () => {
      const server = createServer()
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const { port } = server.address() as AddressInfo
      await new Promise((resolve) => server.close(resolve))
      const client = clients.create({ ...to(), url: `http://127.0.0.1:${port}` })
      expect(await clientErrorOf(client.connect())).toMatchObject({ code: 'refused', stage: 'tcp' })
    })

    test('tells when the server disconnects the namespace', async () => {
      const client = await connect()
      const closed = closeOf(client)
      client.emit('kick')
      expect(await closed).toMatchObject({ code: 'server-disconnect', stage: 'open' })
    })

    test('tells when the server closes the session', async () => {
      const client = await connect()
      await client.settled()
      const closed = closeOf(client)
      client.emit('cut')
      expect(await closed).toMatchObject({ code: 'server-disconnect', stage: 'open' })
    })

    test('rejects what is not acknowledged when the connection ends', async () => {
      const client = await connect()
      const answer = clientErrorOf(client.emitWithAck('silence'))
      client.emit('kick')
      expect(await answer).toMatchObject({ code: 'closed' })
    })

    test('leaves the namespace when it is closed, and tells nobody', async () => {
      const client = await connect()
      await client.settled()
      let isTold = false
      client.onClose(() => (isTold = true))
      gateway.disconnectReasons.length = 0
      client.close()
      const reason = await eventually('the gateway saw the disconnect', () => gateway.disconnectReasons[0])
      expect([reason, isTold]).toEqual(['client namespace disconnect', false])
    })

    test('can be closed while it connects', async () => {
      const client = clients.create(to())
      const connecting = client.connect()
      client.close()
      expect(await clientErrorOf(connecting)).toMatchObject({ code: 'closed' })
    })

    test('sends nothing after it was closed', async () => {
      const client = await connect()
      gateway.counted.length = 0
      client.close()
      client.emit('count', 1)
      expect(await clientErrorOf(client.emitWithAck('echo', 1))).toMatchObject({ code: 'closed', stage: 'open' })
      expect(gateway.counted).toEqual([])
    })

    test('refuses to emit before it is connected', () => {
      const client = clients.create(to())
      expect(() => client.emit('echo')).toThrow('before connect')
    })

    test('refuses to connect twice', async () => {
      const client = await connect()
      expect(() => client.connect()).toThrow('connects once')
    })

    test('times the stages that its transport has', async () => {
      const client = await connect()
      await client.settled()
      const { tcp, handshake, upgrade, namespace } = client.timings
      const stages = { tcp, handshake, namespace, ...(transport === 'upgrade' ? { upgrade } : {}) }
      expect(Object.values(stages).every((ms) => ms !== undefined && ms > 0)).toBe(true)
      expect(upgrade === undefined).toBe(transport !== 'upgrade')
    })

    test('sends the further headers', async () => {
      const client = await clients.connect({ ...to(), headers: { 'X-Tenant': 'blue' } })
      expect(await client.emitWithAck('headers')).toMatchObject({ 'x-tenant': 'blue' })
    })

    test('sends the further parameters of the URL, which cannot take the place of its own', async () => {
      const query = { tenant: 'blue & größer', transport: 'pigeon', EIO: '1' }
      const client = await clients.connect({ ...to(), query })
      const first = transport === 'websocket' ? 'websocket' : 'polling'
      const expected = { tenant: 'blue & größer', EIO: '4', transport: first }
      expect(await client.emitWithAck('query')).toMatchObject(expected)
      await client.settled()
      expect(await client.emitWithAck('query')).toMatchObject(expected)
    })

    test('connects from the source address that it was given', async () => {
      const client = await clients.connect({ ...to(), localAddress: '127.0.0.9' })
      expect(await client.emitWithAck('address')).toBe('127.0.0.9')
    })
  },
)

describe.each(cases)('the %s client over %s, alone on its gateway,', (kind: ClientKind, transport: Transport) => {
  test('counts the bytes that went over the gateway’s sockets', async () => {
    await using stack = new AsyncDisposableStack()
    const gateway = stack.adopt(await ContractGateway.start(), (each) => each.stop())
    const clients = stack.adopt(new TestClients(kind), (each) => each.close())
    const client = await clients.connect({ url: gateway.url, transport })
    await client.settled()
    await client.emitWithAck('echo', 'x'.repeat(1_000))
    await eventually('both ends count the same', () => {
      const { bytesUp, bytesDown } = client.traffic ?? { bytesUp: 0, bytesDown: 0 }
      const { read, written } = gateway.bytes
      return bytesUp > 1_000 && bytesUp === read && bytesDown === written ? true : undefined
    })
  })

  test('answers pings, and stays', async () => {
    await using stack = new AsyncDisposableStack()
    const gateway = stack.adopt(await ContractGateway.start({ pingInterval: 40, pingTimeout: 2_000 }), (each) =>
      each.stop(),
    )
    const clients = stack.adopt(new TestClients(kind), (each) => each.close())
    const client = await clients.connect({ url: gateway.url, transport })
    await client.settled()
    const pongs = new Promise<void>((resolve) => {
      let seen = 0
      for (const { conn } of gateway.io.of('/chat').sockets.values()) {
        conn.on('heartbeat', () => (++seen === 3 ? resolve() : undefined))
      }
    })
    await pongs
    expect(await client.emitWithAck('echo', 'alive')).toBe('alive')
  })

  test('leaves no socket open when the factory is closed', async () => {
    await using stack = new AsyncDisposableStack()
    const gateway = stack.adopt(await ContractGateway.start(), (each) => each.stop())
    const clients = new TestClients(kind)
    await clients.connect({ url: gateway.url, transport })
    await clients.close()
    await eventually('the gateway has no socket left', () => (gateway.openSockets === 0 ? true : undefined))
  })

  test('connects over TLS to an authority that it was told to trust', async () => {
    await using stack = new AsyncDisposableStack()
    const gateway = stack.adopt(await ContractGateway.start({ secure: true }), (each) => each.stop())
    const clients = stack.adopt(new TestClients(kind), (each) => each.close())
    const client = await clients.connect({ url: gateway.url, transport, tls: { ca: testCertificate.cert } })
    await client.settled()
    const text = 'x'.repeat(200_000)
    expect((await client.emitWithAck('echo', text)) === text).toBe(true)
  })

  test('refuses a certificate that it was not told to trust', async () => {
    await using stack = new AsyncDisposableStack()
    const gateway = stack.adopt(await ContractGateway.start({ secure: true }), (each) => each.stop())
    const clients = stack.adopt(new TestClients(kind), (each) => each.close())
    const error = await clientErrorOf(clients.create({ url: gateway.url, transport }).connect())
    // The official client does not tell when TCP stands and TLS begins.
    expect(error).toMatchObject({ code: 'tls', stage: kind === 'lean' ? 'tls' : 'tcp' })
  })
})
