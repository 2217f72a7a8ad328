import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Backoff } from '../../../load/client/backoff.ts'
import type { ClientError } from '../../../load/client/client-error.ts'
import { ReconnectingConnection } from '../../../load/client/reconnecting-connection.ts'
import type { ReconnectionOptions } from '../../../load/client/reconnection-options.ts'
import { ScriptedConnection, type Script } from '../../support/scripted-connection.ts'
import { clientErrorOf } from '../../support/test-clients.ts'
import { VirtualTimers } from '../../support/virtual-timers.ts'

/** A connection whose connects go as the scripts say, one after the other; chance spreads no delay. */
function world(scripts: readonly Script[], options: ReconnectionOptions = {}) {
  const timers = new VirtualTimers()
  const made: ScriptedConnection[] = []
  const make = (): ScriptedConnection => {
    const connection = new ScriptedConnection(scripts[made.length] ?? 'fails')
    made.push(connection)
    return connection
  }
  const connection = new ReconnectingConnection(make, options, { timers, random: () => 0.5 })
  const reconnects: number[] = []
  connection.onReconnect((attempts) => reconnects.push(attempts))
  const closed: ClientError[] = []
  connection.onClose((reason) => closed.push(reason))
  const passTo = async (time: number): Promise<void> => {
    timers.advanceTo(time)
    await turn()
  }
  return { connection, made, reconnects, closed, passTo }
}

test('the first attempt comes after a second, and each delay is twice the one before, up to five seconds', async () => {
  const { connection, made, reconnects, passTo } = world(['connects', 'fails', 'fails', 'fails', 'connects'])
  await connection.open('/chat')
  made[0]?.lose()
  const counts: number[] = []
  for (const time of [999, 1_000, 2_999, 3_000, 6_999, 7_000, 11_999, 12_000]) {
    await passTo(time)
    counts.push(made.length)
  }
  expect(counts).toEqual([1, 2, 2, 3, 3, 4, 4, 5])
  expect(reconnects).toEqual([4])
})

test('delays differ by no more than the randomization factor and the longest delay allow', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 1, max: 50 }), (chance, attempt) => {
      const delay = new Backoff({}, () => chance).delayMs(attempt)
      const even = 1_000 * 2 ** (attempt - 1)
      expect(delay).toBeGreaterThanOrEqual(Math.min(even / 2, 5_000))
      expect(delay).toBeLessThanOrEqual(Math.min(even * 1.5, 5_000))
    }),
  )
})

test('a first connect that fails is not tried again', async () => {
  const { connection, made, passTo } = world(['fails', 'connects'])
  expect(await clientErrorOf(connection.open('/chat'))).toMatchObject({ code: 'refused' })
  await passTo(60_000)
  expect(made).toHaveLength(1)
})

test('it is given up after the attempts that are allowed', async () => {
  const { connection, made, closed, passTo } = world(['connects'], { reconnectionAttempts: 2 })
  const socket = await connection.open('/chat')
  made[0]?.lose()
  const kept = clientErrorOf(socket.emitWithAck(60_000, 'kept'))
  await passTo(1_000)
  await passTo(3_000)
  await passTo(60_000)
  expect(made).toHaveLength(3)
  expect(closed).toMatchObject([{ code: 'refused' }])
  expect(await kept).toMatchObject({ code: 'closed' })
})

test('it is given up when its only namespace refuses it', async () => {
  const { connection, made, closed, passTo } = world(['connects', 'refuses', 'connects'])
  await connection.open('/chat')
  made[0]?.lose()
  await passTo(1_000)
  await passTo(60_000)
  expect(closed).toMatchObject([{ code: 'connect-error', message: 'not welcome' }])
  expect(made.map(({ isClosed }) => isClosed)).toEqual([false, true])
})

test('every connect asks for the auth anew', async () => {
  const { connection, made, passTo } = world(['connects', 'connects'])
  let asked = 0
  await connection.open('/chat', () => ({ token: ++asked }))
  made[0]?.lose()
  await passTo(1_000)
  expect(made.flatMap(({ auths }) => auths)).toEqual([{ token: 1 }, { token: 2 }])
})

test('an acknowledgement that was asked for meanwhile has what is left of its time', async () => {
  const { connection, made, passTo } = world(['connects', 'connects'])
  const socket = await connection.open('/chat')
  made[0]?.lose()
  const answer = socket.emitWithAck(1_500, 'patient')
  const late = clientErrorOf(socket.emitWithAck(900, 'hasty'))
  await passTo(1_000)
  expect(await answer).toEqual([500])
  expect(await late).toMatchObject({ code: 'ack-timeout' })
  expect(made[1]?.sent).toEqual(['patient'])
})

test('closing it while it is away ends the attempts', async () => {
  const { connection, made, closed, passTo } = world(['connects', 'connects'])
  const socket = await connection.open('/chat')
  made[0]?.lose()
  const kept = clientErrorOf(socket.emitWithAck(60_000, 'kept'))
  connection.close()
  await passTo(60_000)
  expect(made).toHaveLength(1)
  expect(closed).toEqual([])
  expect(await kept).toMatchObject({ code: 'closed' })
  expect(await clientErrorOf(socket.emitWithAck(1, 'late'))).toMatchObject({ code: 'closed' })
})

test('leaving its last namespace while it is away ends the attempts', async () => {
  const { connection, made, passTo } = world(['connects', 'connects'])
  const socket = await connection.open('/chat')
  made[0]?.lose()
  socket.disconnect()
  await passTo(60_000)
  expect(made).toHaveLength(1)
})

test('a namespace that is asked for while it is away is opened when it is back', async () => {
  const { connection, made, passTo } = world(['connects', 'connects'])
  await connection.open('/chat')
  made[0]?.lose()
  const opened = connection.open('/admin')
  await passTo(1_000)
  expect((await opened).isConnected).toBe(true)
})

test('the traffic of all its connections is added up', async () => {
  const { connection, made, passTo } = world(['connects', 'connects'])
  await connection.open('/chat')
  made[0]?.lose()
  await passTo(1_000)
  expect(connection.traffic).toEqual({ bytesUp: 2, bytesDown: 4, requests: 6 })
})
