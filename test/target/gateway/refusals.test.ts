import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ChatUser, connectUser } from '../../support/chat-user.ts'
import { type GatewayProcess, startGateway } from '../../support/gateway-process.ts'
import { readMetrics } from '../../support/read-metrics.ts'

const canary = 'canary-7f3a'

let gateway: GatewayProcess
let ann: ChatUser

beforeAll(async () => {
  gateway = await startGateway({ LOG_LEVEL: 'silent' })
})
afterAll(async () => gateway.stop())
beforeEach(async () => {
  ann = await connectUser(gateway.url, 'ann')
  await ann.ask('joinRoom', { room: 'own' })
})
afterEach(() => {
  ann.socket.disconnect()
})

const long = (length: number) => canary.repeat(Math.ceil(length / canary.length))
const invalidPayload = (message: string) => ({ code: 'invalid_payload', message })
const notAMember = { code: 'not_a_member', message: 'join the room before sending to it' }

const refusals: readonly (readonly [what: string, event: string, parameters: readonly unknown[], error: unknown])[] = [
  [
    'a room that is no string',
    'joinRoom',
    [{ room: { [canary]: canary } }],
    invalidPayload('payload.room must be a string'),
  ],
  ['no payload', 'joinRoom', [], invalidPayload('payload must be an object')],
  ['a payload of null', 'joinRoom', [null], invalidPayload('payload must be an object')],
  ['a text as payload', 'joinRoom', [canary], invalidPayload('payload must be an object')],
  ['two payloads', 'joinRoom', [{ room: canary }, { room: canary }], invalidPayload('payload must be an object')],
  [
    'an empty room',
    'joinRoom',
    [{ room: '' }],
    invalidPayload('payload.room must be letters, digits, and the characters _ . : -'),
  ],
  [
    'a room with other characters',
    'joinRoom',
    [{ room: `${canary}\n` }],
    invalidPayload('payload.room must be letters, digits, and the characters _ . : -'),
  ],
  [
    'a room of 65 characters',
    'joinRoom',
    [{ room: long(65) }],
    invalidPayload('payload.room must have at most 64 characters'),
  ],
  [
    'a room that is no string, when leaving',
    'leaveRoom',
    [{ room: 1 }],
    invalidPayload('payload.room must be a string'),
  ],
  ['no text', 'message', [{ room: 'own' }], invalidPayload('payload.text must be a string')],
  ['an empty text', 'message', [{ room: 'own', text: '' }], invalidPayload('payload.text must not be empty')],
  [
    'a text of 16,385 characters',
    'message',
    [{ room: 'own', text: long(16_385) }],
    invalidPayload('payload.text must have at most 16384 characters'),
  ],
  ['a message to no room', 'message', [{ text: canary }], invalidPayload('payload.room must be a string')],
  ['a message without a payload', 'message', [], invalidPayload('payload.room must be a string')],
  ['a message to a room of others', 'message', [{ room: canary, text: canary }], notAMember],
  ["a message to one's own socket room", 'message', [{ room: 'ann', text: canary }], notAMember],
  ['typing in a room of others', 'typing', [{ room: canary }], notAMember],
  ['a cursor in a room of others', 'cursor', [{ room: canary, position: '1,2' }], notAMember],
  ['a cursor without a position', 'cursor', [{ room: 'own' }], invalidPayload('payload.position must be a string')],
  [
    'a position of 65 characters',
    'cursor',
    [{ room: 'own', position: long(65) }],
    invalidPayload('payload.position must have at most 64 characters'),
  ],
  [
    'an event nobody handles',
    canary,
    [{ room: canary }],
    { code: 'unknown_event', message: 'events are joinRoom, leaveRoom, message, typing, cursor' },
  ],
]

describe.each(refusals)('%s', (_what, event, parameters, error) => {
  test('is refused in the acknowledgement and in an exception event, without the data', async () => {
    const exception = ann.next('exception')
    const answer = await ann.ask(event, ...parameters)
    expect(answer).toEqual({ error })
    expect(await exception).toEqual(error)
    expect(JSON.stringify([answer, await exception])).not.toContain(canary)
  })

  test('is refused where no acknowledgement is asked for', async () => {
    const exception = ann.next('exception')
    ann.socket.emit(event, ...parameters)
    expect(await exception).toEqual(error)
  })
})

test('a room of 64 letters and a text of 16,384 characters are accepted', async () => {
  const room = 'é'.repeat(64)
  expect(await ann.ask('joinRoom', { room })).toEqual({ room, members: 1 })
  expect(await ann.ask('message', { room, text: 'é'.repeat(16_384) })).toHaveProperty('id')
})

test("a room named like a user's own room is another room", async () => {
  const bob = await connectUser(gateway.url, 'bob')
  await bob.ask('joinRoom', { room: 'user:ann' })
  const overheard = ann.collect('newMessage')
  await bob.ask('message', { room: 'user:ann', text: 'psst' })
  await ann.ask('leaveRoom', { room: 'nowhere' })
  expect(overheard).toEqual([])
  bob.socket.disconnect()
})

test('a connection may be in 256 rooms and no more, and may join one again after leaving one', async () => {
  const answers = await Promise.all(
    Array.from({ length: 256 }, (_, index) => ann.ask('joinRoom', { room: `many-${index}` })),
  )
  expect(answers.at(-2)).toEqual({ room: 'many-254', members: 1 })
  const refused = { code: 'too_many_rooms', message: 'a connection may be in 256 rooms; leave one first' }
  expect(answers.at(-1)).toEqual({ error: refused })
  expect(await ann.ask('joinRoom', { room: 'own' })).toEqual({ room: 'own', members: 1 })
  await ann.ask('leaveRoom', { room: 'own' })
  expect(await ann.ask('joinRoom', { room: 'many-255' })).toEqual({ room: 'many-255', members: 1 })
})

test('a refused event leaves the connection usable', async () => {
  await ann.ask('message', null)
  await ann.ask('message', null)
  expect(await ann.ask('message', { room: 'own', text: 'still here' })).toHaveProperty('id')
})

test('a packet over MAX_HTTP_BUFFER_SIZE ends the connection and nobody else’s', async () => {
  const eve = await connectUser(gateway.url, 'eve')
  const gone = eve.next('disconnect')
  eve.socket.emit('message', { room: 'own', text: long(200_000) })
  expect(await gone).toBe('transport close')
  expect(await ann.ask('message', { room: 'own', text: 'still here' })).toHaveProperty('id')
})

test('refusals are counted by code', async () => {
  const before = (await readMetrics(gateway.url)).get('chat_refused_events_total{code="not_a_member"}') ?? 0
  await ann.ask('message', { room: 'other', text: 'x' })
  const after = (await readMetrics(gateway.url)).get('chat_refused_events_total{code="not_a_member"}')
  expect(after).toBe(before + 1)
})
