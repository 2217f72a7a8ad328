import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transports, type ChatClientOptions, type Transport } from '../../../load/client/chat-client.ts'
import { clientKinds, type ClientKind } from '../../../load/client/client-kind.ts'
import { compileDialect } from '../../../load/client/compile-dialect.ts'
import { referenceDialect } from '../../../load/client/dialects/reference.ts'
import { writeStamp } from '../../../load/stamp.ts'
import { type GatewayProcess, startGateway } from '../../support/gateway-process.ts'
import { testSecret } from '../../support/sign-token.ts'
import { clientErrorOf, TestClients, testRunId } from '../../support/test-clients.ts'

const dialect = compileDialect(referenceDialect({ secret: testSecret }))
const strangers = compileDialect(referenceDialect({ secret: 'x'.repeat(40) }))
const cases = clientKinds.flatMap((kind) => transports.map((transport) => [kind, transport] as const))

let gateway: GatewayProcess
beforeAll(async () => {
  gateway = await startGateway({ PORT: '0', ADAPTER: 'memory' })
})
afterAll(() => gateway.stop())

describe.each(cases)('the %s client over %s', (kind: ClientKind, transport: Transport) => {
  let clients: TestClients
  beforeAll(() => void (clients = new TestClients(kind)))
  afterAll(() => clients.close())

  const as = async (
    user: number,
  ): Promise<Pick<ChatClientOptions, 'url' | 'transport'> & Partial<ChatClientOptions>> => ({
    url: gateway.url,
    path: dialect.path,
    namespace: dialect.namespace,
    transport,
    ...(await dialect.credentials(user)),
  })

  test('brings a message of the reference gateway to every member', async () => {
    const room = `room-${kind}-${transport}`.replace('.', '-')
    const members = [clients.create(await as(1)), clients.create(await as(2))]
    const stamps = members.map((member) => {
      return new Promise((resolve) => member.onStamp((...stamp) => resolve(stamp.slice(0, 3))))
    })
    for (const [user, member] of members.entries()) {
      await member.connect()
      await member.settled()
      expect(
        dialect.refusal(await member.emitWithAck(...(dialect.join?.args(room, user) ?? ['joinRoom']))),
      ).toBeUndefined()
    }
    members[0]?.emit(...dialect.send(room, writeStamp(testRunId, 1, 5, 9), 1))
    expect(await Promise.all(stamps)).toEqual([
      [1, 5, 9],
      [1, 5, 9],
    ])
  })

  test('hears from the reference gateway why an event was refused', async () => {
    const client = await clients.connect(await as(3))
    const answer = await client.emitWithAck(...dialect.send('a-room-of-others', 'hello', 3))
    expect(dialect.refusal(answer)).toEqual(expect.any(String))
  })

  test('is refused with a token that somebody else signed', async () => {
    const client = clients.create({ ...(await as(4)), ...(await strangers.credentials(4)) })
    expect(await clientErrorOf(client.connect())).toMatchObject({ code: 'connect-error', message: 'token invalid' })
  })
})
