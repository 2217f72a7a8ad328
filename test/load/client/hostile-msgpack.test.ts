import { Encoder } from 'socket.io-msgpack-parser'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { clientKinds, type ClientKind } from '../../../load/client/client-kind.ts'
import { openPacket } from '../../support/hostile-peer.ts'
import { HostilePolling } from '../../support/hostile-polling.ts'
import { HostileServer } from '../../support/hostile-server.ts'
import { clientErrorOf, closeOf, TestClients } from '../../support/test-clients.ts'

const connected = encode({ type: 0, nsp: '/chat', data: { sid: 'n1' } })

interface HostileCase {
  readonly name: string
  readonly answer: string | Buffer
  /** Why the official client cannot be asked. */
  readonly untold?: string
}

/** What a server may answer to a CONNECT. */
const answers: readonly HostileCase[] = [
  { name: 'a packet of the JSON parser', answer: '40/chat,{"sid":"n1"}' },
  { name: 'bytes that are no MessagePack', answer: Buffer.from([0xc1, 0xff]) },
  { name: 'a packet that is cut short', answer: connected.subarray(0, -1) },
  { name: 'a packet and a byte more', answer: Buffer.concat([connected, Buffer.from([0])]) },
  {
    name: 'a packet that connects without an id',
    answer: encode({ type: 0, nsp: '/chat' }),
    untold: 'it takes it for a refusal',
  },
  { name: 'lists within lists', answer: Buffer.alloc(300_000, 0x91) },
  {
    name: 'an extension that claims four gigabytes',
    answer: Buffer.from('84a474797065c9ffffffff00', 'hex'),
    untold: 'it takes the memory',
  },
]

describe.each(clientKinds)('the %s client by msgpack', (kind: ClientKind) => {
  let clients: TestClients
  beforeEach(() => {
    clients = new TestClients(kind)
  })
  afterEach(() => clients.close())

  const cases = answers.filter(({ untold }) => kind === 'lean' || untold === undefined)

  test.each(cases)('refuses $name over websocket', async ({ answer }) => {
    const server = await HostileServer.start(async (peer) => {
      await peer.accept()
      peer.frame(openPacket())
      await peer.clientFrame()
      peer.frame(answer, { opcode: typeof answer === 'string' ? 1 : 2 })
    })
    try {
      const client = clients.create({ url: server.url, transport: 'websocket', parser: 'msgpack' })
      expect(await clientErrorOf(client.connect())).toMatchObject({ code: 'protocol', stage: 'namespace' })
    } finally {
      await server.stop()
    }
  })

  test.each(cases)('refuses $name over polling', async ({ answer }) => {
    const server = await HostilePolling.start({
      onRequest: ({ method, response, query }) => {
        if (!query.has('sid')) return false
        if (method === 'POST') response.end('ok')
        else response.end(typeof answer === 'string' ? answer : `b${answer.toString('base64')}`)
        return true
      },
    })
    try {
      const client = clients.create({ url: server.url, transport: 'polling', parser: 'msgpack' })
      expect(await clientErrorOf(client.connect())).toMatchObject({ code: 'protocol', stage: 'namespace' })
    } finally {
      await server.stop()
    }
  })

  test('ends with a code when an open connection is sent something else', async () => {
    const server = await HostileServer.start(async (peer) => {
      await peer.accept()
      peer.frame(openPacket())
      await peer.clientFrame()
      peer.frame(connected, { opcode: 2 })
      await peer.clientFrame()
      peer.frame(encode({ type: 2, nsp: '/chat', data: 'no list' }), { opcode: 2 })
    })
    try {
      const client = await clients.connect({ url: server.url, transport: 'websocket', parser: 'msgpack' })
      const closed = closeOf(client)
      client.emit('go on')
      expect(await closed).toMatchObject({ code: 'protocol', stage: 'open' })
    } finally {
      await server.stop()
    }
  })
})

function encode(packet: unknown): Buffer {
  return (new Encoder().encode(packet) as unknown as readonly [Buffer])[0]
}
