import { expect, test } from 'vitest'
import { joined } from '../../../../load/artillery-engine/witness/witness.ts'
import { watchedWorld } from '../../../support/watched-world.ts'

test('messages of one user into one room come from one sender, in sequence', async () => {
  const { book, user } = await watchedWorld()
  const stamps = [user.stamp('a'), user.stamp('a'), user.stamp('b')]
  expect(new Set(stamps).size).toBe(3)
  expect(book.log(true).senders.map(({ sends }) => sends)).toEqual([2, 1])
})

test('a sender who does not receive its own messages is left out of those that they are owed to', async () => {
  const { book, user, connect } = await watchedWorld()
  await connect()
  user.stamp('board', { volatile: true, excludesSelf: true })
  expect(book.log(true).senders).toMatchObject([{ excludes: 0, volatile: true }])
})

test('each connection of a user is a receiver of its own', async () => {
  const { book, user, connect } = await watchedWorld()
  await connect('/')
  await connect('/')
  user.joined('room')
  const { members, memberships } = book.log(true)
  expect(members).toBe(2)
  expect(memberships.map(([member]) => member)).toEqual([1])
})

test('a membership without a connection is refused in one line', async () => {
  const { user } = await watchedWorld()
  expect(() => user.joined('room', '/chat')).toThrow('joined: the virtual user has no connection to /chat yet')
})

test('a user whom nobody watches is told what to do', () => {
  expect(() => joined({ vars: {} }, 'room')).toThrow('make "function: watch" the first step of its flow')
})
