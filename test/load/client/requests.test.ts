import { describe, expect, test } from 'vitest'
import { transports, type Transport } from '../../../load/client/chat-client.ts'
import { clientKinds, type ClientKind } from '../../../load/client/client-kind.ts'
import { StickyGateway } from '../../support/sticky-gateway.ts'
import { TestClients } from '../../support/test-clients.ts'

const cases = clientKinds.flatMap((kind) => transports.map((transport) => [kind, transport] as const))

describe.each(cases)('the %s client over %s', (kind: ClientKind, transport: Transport) => {
  test('sends its further headers and parameters with every request', async () => {
    await using gateway = await StickyGateway.start()
    await using clients = new TestClients(kind)
    const query = { tenant: 'blue & größer' }
    const headers = { 'X-Tenant': 'blue', Authorization: 'Bearer abc', Origin: 'https://chat.example' }
    const client = await clients.connect({ url: gateway.url, transport, headers, query })
    await client.settled()
    await client.emitWithAck('echo', 1)
    const seen = gateway.seen.map((request) => ({
      tenant: request.headers['x-tenant'],
      authorization: request.headers.authorization,
      origin: request.headers.origin,
      parameter: request.query.get('tenant'),
    }))
    const each = {
      tenant: 'blue',
      authorization: 'Bearer abc',
      origin: 'https://chat.example',
      parameter: query.tenant,
    }
    expect(seen).toEqual(gateway.seen.map(() => each))
    expect(seen.length).toBeGreaterThanOrEqual(transport === 'websocket' ? 1 : 3)
  })

  test.each(['/chat', '/'])('finds the namespace %s of a gateway with a path of its own', async (namespace) => {
    await using gateway = await StickyGateway.start({ path: '/chat/ws/' })
    await using clients = new TestClients(kind)
    const client = await clients.connect({ url: gateway.url, transport, path: '/chat/ws/', namespace })
    await client.settled()
    expect(await client.emitWithAck('echo', namespace)).toBe(namespace)
  })
})
