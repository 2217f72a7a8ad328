import { describe, expect, test } from 'vitest'
import {
  transports,
  type ChatClient,
  type ChatClientOptions,
  type Transport,
} from '../../../load/client/chat-client.ts'
import { clientKinds, type ClientKind } from '../../../load/client/client-kind.ts'
import { StickyGateway } from '../../support/sticky-gateway.ts'
import { TestClients } from '../../support/test-clients.ts'
import { UserConnections } from '../../support/user-connections.ts'

const cases = clientKinds.flatMap((kind) => transports.map((transport) => [kind, transport] as const))
const patienceMs = 10_000

/** A gateway that wants its cookie back, and clients of it. */
class Sticky implements AsyncDisposable {
  readonly gateway: StickyGateway
  readonly #clients: TestClients
  readonly #transport: Transport

  private constructor(gateway: StickyGateway, kind: ClientKind, transport: Transport) {
    this.gateway = gateway
    this.#clients = new TestClients(kind)
    this.#transport = transport
  }

  static async start(kind: ClientKind, transport: Transport): Promise<Sticky> {
    return new Sticky(await StickyGateway.start(), kind, transport)
  }

  /** A client that has sent something over every request that its transport has. */
  async use(options: Partial<ChatClientOptions> = {}): Promise<ChatClient> {
    const client = await this.#clients.connect({ url: this.gateway.url, transport: this.#transport, ...options })
    await client.settled()
    await client.emitWithAck('echo', 1)
    await client.emitWithAck('echo', 2)
    return client
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#clients.close()
    await this.gateway[Symbol.asyncDispose]()
  }
}

describe.each(cases)('the %s client over %s', (kind: ClientKind, transport: Transport) => {
  test('sends the cookie that the gateway has set with every further request of the connection', async () => {
    await using sticky = await Sticky.start(kind, transport)
    await sticky.use()
    const { seen } = sticky.gateway
    const kinds = { websocket: ['upgrade'], polling: ['GET', 'POST'], upgrade: ['GET', 'POST', 'upgrade'] }[transport]
    expect([...new Set(seen.map((request) => request.kind))].sort()).toEqual(kinds)
    expect(seen.map(({ isFirst, cookie }) => [isFirst, cookie])).toEqual(
      seen.map((_, index) => (index === 0 ? [true, undefined] : [false, 'route=r1'])),
    )
  })

  test('keeps a jar for each connection', async () => {
    await using sticky = await Sticky.start(kind, transport)
    await sticky.use()
    await sticky.use()
    const jars = sticky.gateway.seen.filter(({ isFirst }) => !isFirst).map(({ cookie }) => cookie)
    const firsts = sticky.gateway.seen.filter(({ isFirst }) => isFirst).map(({ cookie }) => cookie)
    expect(firsts).toEqual([undefined, undefined])
    expect([...new Set(jars)].sort()).toEqual(transport === 'websocket' ? [] : ['route=r1', 'route=r2'])
  })

  test('sends the user’s own cookies too, and the gateway’s in place of one with the same name', async () => {
    await using sticky = await Sticky.start(kind, transport)
    await sticky.use({ headers: { Cookie: 'token=abc; route=mine', 'X-Tenant': 'blue' } })
    const [first, ...others] = sticky.gateway.seen
    expect(first?.cookie).toBe('token=abc; route=mine')
    expect(new Set(others.map(({ cookie }) => cookie))).toEqual(
      new Set(transport === 'websocket' ? [] : ['token=abc; route=r1']),
    )
    expect(sticky.gateway.seen.map(({ headers }) => headers['x-tenant'])).toEqual(sticky.gateway.seen.map(() => 'blue'))
  })
})

describe.each(clientKinds)('the %s client over polling', (kind) => {
  test('forgets a cookie that the gateway takes back', async () => {
    await using sticky = await Sticky.start(kind, 'polling')
    sticky.gateway.onAnswer = ({ kind: request, isFirst, cookie }) => {
      if (isFirst) return ['once=1; Max-Age=60']
      return request === 'POST' && cookie?.includes('once=1') ? ['once=; Max-Age=0'] : []
    }
    await sticky.use()
    const sent = sticky.gateway.seen.map(({ cookie }) => cookie)
    expect(sent).toContain('once=1; route=r1')
    expect(sent.at(-1)).toBe('route=r1')
  })
})

describe.each(transports)('a returning connection over %s', (transport) => {
  test('comes back with its cookies, also those of an error answer', async () => {
    await using gateway = await StickyGateway.start()
    const connections = new UserConnections()
    try {
      const reconnection = { reconnectionDelay: 10, reconnectionDelayMax: 20 }
      const at = connections.lean({ url: gateway.url, transport, reconnection })
      const chat = await at.open('/chat')
      await at.settled()
      const back = new Promise((resolve) => at.onReconnect(resolve))
      gateway.refusals = 1
      gateway.onAnswer = ({ isFirst }) => (isFirst ? ['seen=error'] : [])
      const before = gateway.seen.length
      chat.emit('cut')
      expect(await back).toBe(2)
      await chat.emitWithAck(patienceMs, 'echo', 1)
      const attempts = gateway.seen.slice(before).filter(({ isFirst }) => isFirst)
      // Engine.IO refuses an upgrade without the headers that were set.
      const second = transport === 'websocket' ? 'route=r1' : 'route=r2; seen=error'
      expect(attempts.map(({ cookie }) => cookie)).toEqual(['route=r1', second])
    } finally {
      await connections.close()
    }
  })
})
