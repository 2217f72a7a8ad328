import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ChatClient } from '../../../load/client/chat-client.ts'
import { ClientError } from '../../../load/client/client-error.ts'
import { compileDialect } from '../../../load/client/compile-dialect.ts'
import type { JoinConfirmation } from '../../../load/client/dialect.ts'
import { joinRoom } from '../../../load/worker/join-room.ts'
import { VirtualUser } from '../../../load/worker/virtual-user.ts'

const timeoutMs = 5000
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A user who joins, and what its client was asked. */
function joining(joined: JoinConfirmation, answer: unknown = undefined) {
  const { join, refusal } = compileDialect({ send: ['message', '{{text}}'], join: ['join', '{{room}}'], joined })
  if (join === undefined) throw new Error('the dialect has a join')
  const user = new VirtualUser(3, 'room-1')
  const asked: unknown[][] = []
  let listener: ((event: string, args: readonly unknown[]) => void) | undefined
  const client = {
    emit: (...args: unknown[]) => void asked.push(args),
    emitWithAck: (...args: unknown[]) => {
      asked.push(args)
      return Promise.resolve(answer)
    },
    onEvent: (given: typeof listener) => void (listener = given),
  } as unknown as ChatClient
  return {
    user,
    asked,
    result: joinRoom(client, { join, refusal, user, timeoutMs }),
    hear: (event: string) => listener?.(event, []),
    isHearing: () => listener !== undefined,
  }
}

test('an acknowledgement confirms a join', async () => {
  const { result, asked } = joining('ack', { room: 'room-1' })
  expect(await result).toBe(true)
  expect(asked).toEqual([['join', 'room-1']])
})

test('an acknowledgement that means no is a refusal in the words of the gateway', async () => {
  await expect(joining('ack', { error: 'the room is full' }).result).rejects.toMatchObject({
    code: 'connect-error',
    message: 'the room is full',
  })
})

test('a join that only messages will show is not confirmed, and not waited for', async () => {
  const { result, asked } = joining('probe')
  expect(await result).toBe(false)
  expect(asked).toEqual([['join', 'room-1']])
})

test('an event confirms a join, and no event is read after it', async () => {
  const { result, asked, hear, isHearing } = joining({ event: 'joined' })
  expect(asked).toEqual([['join', 'room-1']])
  hear('welcome')
  expect(isHearing()).toBe(true)
  hear('joined')
  expect(await result).toBe(true)
  expect(isHearing()).toBe(false)
})

test('an event that does not come is named', async () => {
  const { result, isHearing } = joining({ event: 'joined' })
  const failed = expect(result).rejects.toMatchObject({
    code: 'ack-timeout',
    message: 'the gateway sent no "joined" within 5000 ms of "join"',
  })
  await vi.advanceTimersByTimeAsync(timeoutMs)
  await failed
  expect(isHearing()).toBe(false)
})

test('a connection that ends while the event is waited for is told at once', async () => {
  const { result, user } = joining({ event: 'joined' })
  const failed = expect(result).rejects.toMatchObject({ code: 'server-disconnect' })
  user.onLost?.(new ClientError('server-disconnect', 'open', 'the server has gone'))
  await failed
  expect(user.onLost).toBeUndefined()
  expect(vi.getTimerCount()).toBe(0)
})
