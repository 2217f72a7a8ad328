import { expect, test } from 'vitest'
import { eventually } from '../../../support/eventually.ts'
import { watchedWorld } from '../../../support/watched-world.ts'

test('a connect is counted and timed', async () => {
  const { book, connect } = await watchedWorld()
  await connect()
  const { counters, histograms } = book.log(true)
  expect(counters).toEqual({ connects: 1, 'connects.websocket': 1 })
  expect(Object.keys(histograms)).toEqual(['connect'])
})

test('a connect that the namespace refuses is a failure', async () => {
  const { book, server, connect } = await watchedWorld()
  server.of('/closed').use((_socket, next) => next(new Error('no')))
  void connect('/closed')
  await eventually('the refusal', () => book.log(true).failures['connect.connect-error'])
  expect(book.log(true).counters).toEqual({})
})

test('an acknowledgement is counted and timed, and reaches the engine as it came', async () => {
  const { book, server, connect } = await watchedWorld()
  server.on('connection', (socket) =>
    socket.on('ask', (question, answer: (...all: unknown[]) => void) => answer(question, 2)),
  )
  const socket = await connect()
  const answer = await new Promise((resolve) => socket.emit('ask', 1, (...all: unknown[]) => resolve(all)))
  expect(answer).toEqual([1, 2])
  expect(book.log(true).counters).toMatchObject({ emits: 1, acks: 1 })
  expect(book.log(true).histograms).toHaveProperty('ack')
})

test('an acknowledgement that does not come ends the wait with what no match takes for success', async () => {
  const { book, connect, told } = await watchedWorld(20)
  const socket = await connect()
  const answer = await new Promise((resolve) => socket.emit('ask', 1, resolve))
  expect(answer).toEqual({ error: { code: 'ack_timeout', message: 'no acknowledgement in time' } })
  expect(told).toContainEqual(['error', 'ack-timeout'])
  expect(book.log(true).failures).toEqual({ 'ack.ack-timeout': 1 })
})

test('an acknowledgement after its timeout reaches nobody, so that no step is taken twice', async () => {
  const { book, server, connect } = await watchedWorld(20)
  const asked = Promise.withResolvers<() => void>()
  server.on('connection', (socket) => socket.on('ask', asked.resolve))
  const socket = await connect()
  let answers = 0
  await new Promise<void>((resolve) => {
    socket.emit('ask', () => {
      answers++
      resolve()
    })
  })
  const late = await asked.promise
  late()
  server.emit('after')
  await eventually('what was sent after the answer', () => book.log(true).counters['events'])
  expect(answers).toBe(1)
  expect(book.log(true).counters).not.toHaveProperty('acks')
})

test('events are counted, and what carries a stamp is booked as delivered', async () => {
  const { book, user, server, connect } = await watchedWorld()
  await connect()
  user.joined('room')
  server.emit('newMessage', { id: 1, nested: { text: `${user.stamp('room')} hello` } })
  server.emit('tick', { text: 'nothing' })
  await eventually('both events', () => (book.log(true).counters['events'] === 2 ? true : undefined))
  expect(book.log(true).counters).toMatchObject({ events: 2, deliveries: 1 })
  expect(book.log(true).totals).toMatchObject({ sends: 1, deliveries: 1 })
})

test('the end of a connection is counted by its reason, and ends its memberships', async () => {
  const { book, user, connect } = await watchedWorld()
  const socket = await connect()
  user.joined('room')
  socket.disconnect()
  const { counters, memberships } = book.log(true)
  expect(counters['disconnects.io client disconnect']).toBe(1)
  expect(memberships[0]?.[3]).not.toBeNull()
})

test('a connection that comes back is a reconnect and no second connect', async () => {
  const { book, server, connect } = await watchedWorld()
  const socket = await connect()
  const back = new Promise<void>((resolve) => socket.once('connect', resolve))
  for (const peer of await server.fetchSockets()) server.sockets.sockets.get(peer.id)?.conn.close()
  await back
  expect(book.log(true).counters).toMatchObject({ connects: 1, reconnects: 1, 'disconnects.transport close': 1 })
})

test("Artillery has been told everything once the user's connection has ended", async () => {
  const { connect, told } = await watchedWorld()
  const socket = await connect()
  socket.emit('message', 1)
  socket.disconnect()
  expect(told).toContainEqual(['counter', 'gatecrash.connects', 1])
  expect(told).toContainEqual(['counter', 'gatecrash.emits', 1])
  expect(told).toContainEqual(['counter', 'gatecrash.disconnects.io client disconnect', 1])
})
