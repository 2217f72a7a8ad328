import { expect, test } from 'vitest'
import { watchedWorld } from '../../../support/watched-world.ts'

const milliseconds = 1e6

test('a response over a socket is a histogram again', async () => {
  const { events, told, book } = await watchedWorld()
  events.emit('response', 12 * milliseconds, 101, 'user')
  expect(told).toContainEqual(['histogram', 'socketio.response_time', 12])
  expect(Object.keys(book.log(true).histograms)).toEqual(['response'])
})

test('a response to an emit that waits for nothing is left out', async () => {
  const { events, told, responses } = await watchedWorld()
  responses.plainEmit()
  events.emit('response', 5, 101, 'user')
  expect(told).toEqual([])
  await Promise.resolve()
  events.emit('response', 12 * milliseconds, 101, 'user')
  expect(told).toContainEqual(['histogram', 'socketio.response_time', 12])
})

test('a response to an acknowledged emit is no second time in the book', async () => {
  const { events, told, responses, book } = await watchedWorld()
  responses.duringAck(() => events.emit('response', 12 * milliseconds, 101, 'user'))
  expect(told).toContainEqual(['histogram', 'socketio.response_time', 12])
  expect(book.log(true).histograms).toEqual({})
})

test('an HTTP response is timed, and counted by its status', async () => {
  const { events, book } = await watchedWorld()
  events.emit('response', 3 * milliseconds, 202, 'user')
  expect(book.log(true).counters).toEqual({ 'http.requests': 1, 'http.codes.202': 1 })
  expect(Object.keys(book.log(true).histograms)).toEqual(['http'])
})
