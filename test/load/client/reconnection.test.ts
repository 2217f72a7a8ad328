import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transports, type Transport } from '../../../load/client/chat-client.ts'
import { clientKinds, type ClientKind } from '../../../load/client/client-kind.ts'
import { ContractGateway } from '../../support/contract-gateway.ts'
import { eventually } from '../../support/eventually.ts'
import type { WitnessedConnection } from '../../support/official-connection.ts'
import { clientErrorOf } from '../../support/test-clients.ts'
import { UserConnections } from '../../support/user-connections.ts'

const cases = clientKinds.flatMap((kind) => transports.map((transport) => [kind, transport] as const))
const patienceMs = 10_000
const soon = { reconnectionDelay: 10, reconnectionDelayMax: 20 }

const reconnectOf = (at: WitnessedConnection): Promise<number> => new Promise((resolve) => at.onReconnect(resolve))

describe.each(cases)('a returning connection of the %s client over %s', (kind: ClientKind, transport: Transport) => {
  let gateway: ContractGateway
  let connections: UserConnections

  beforeAll(async () => {
    gateway = await ContractGateway.start()
    connections = new UserConnections()
  })
  afterAll(async () => {
    await connections.close()
    await gateway.stop()
  })

  const connection = (): WitnessedConnection =>
    connections.of(kind, { url: gateway.url, transport, reconnection: soon })

  test('comes back with its namespaces and listeners when the server has closed it', async () => {
    const at = connection()
    const [chat, root] = await Promise.all([at.open('/chat'), at.open('/')])
    const heard: unknown[] = []
    chat.on('tick', (args) => heard.push(args[0]))
    await chat.emitWithAck(patienceMs, 'burst', 1)
    const back = reconnectOf(at)
    chat.emit('cut')
    expect(await back).toBe(1)
    await eventually('both namespaces', () => (chat.isConnected && root.isConnected) || undefined)
    await chat.emitWithAck(patienceMs, 'burst', 2)
    expect(heard).toEqual([0, 0, 1])
    expect(chat.received).toBe(3)
    expect(await root.emitWithAck(patienceMs, 'echo', 'root')).toEqual(['root'])
  })

  test('sends what was emitted while it was away, in order', async () => {
    const at = connection()
    const chat = await at.open('/chat')
    const lost = new Promise<string>((resolve) =>
      chat.onDisconnect((reason) => {
        for (const value of [1, 2, 3]) chat.emit('count', value)
        resolve(reason)
      }),
    )
    const before = gateway.counted.length
    chat.emit('cut')
    expect(await lost).toBe('transport close')
    expect(await chat.emitWithAck(patienceMs, 'echo', 'kept')).toEqual(['kept'])
    expect(gateway.counted.slice(before)).toEqual([1, 2, 3])
  })

  test('rejects what waited for an acknowledgement when it was lost', async () => {
    const chat = await connection().open('/chat')
    const waiting = clientErrorOf(chat.emitWithAck(patienceMs, 'silence'))
    chat.emit('cut')
    expect(await waiting).toMatchObject({ code: 'closed' })
  })

  test('does not come back to a namespace that the server has ended', async () => {
    const at = connection()
    const [chat, root] = await Promise.all([at.open('/chat'), at.open('/')])
    const ended = new Promise((resolve) => chat.onDisconnect(resolve))
    chat.emit('kick')
    expect(await ended).toBe('io server disconnect')
    const back = reconnectOf(at)
    for (const socket of gateway.io.of('/').sockets.values()) socket.conn.close()
    await back
    expect(await root.emitWithAck(patienceMs, 'echo', 'root')).toEqual(['root'])
    expect(chat.isConnected).toBe(false)
  })

  test('does not come back when it was closed', async () => {
    const at = connection()
    let reconnects = 0
    at.onReconnect(() => reconnects++)
    const chat = await at.open('/chat')
    const ended = new Promise((resolve) => chat.onDisconnect(resolve))
    at.close()
    expect(await ended).toBe('io client disconnect')
    expect([chat.isConnected, reconnects]).toEqual([false, 0])
  })

  test('comes back as often as it is lost', async () => {
    const at = connection()
    const chat = await at.open('/chat')
    const reconnects: number[] = []
    at.onReconnect((attempts) => reconnects.push(attempts))
    for (let losses = 1; losses <= 3; losses++) {
      chat.emit('cut')
      await eventually('a reconnect', () => (reconnects.length === losses && chat.isConnected) || undefined)
    }
    expect(reconnects).toEqual([1, 1, 1])
  })
})
