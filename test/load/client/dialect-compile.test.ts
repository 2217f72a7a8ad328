import { describe, expect, test } from 'vitest'
import { compileDialect, traitsOf } from '../../../load/client/compile-dialect.ts'
import type { DialectDefinition } from '../../../load/client/dialect-definition.ts'
import { shippedDialect, shippedDialectNames } from '../../../load/client/dialects/index.ts'

const send = ['message', { to: '{{room}}', text: '{{text}}', from: '{{user}}' }] as const

describe('what is not said', () => {
  test('is what Socket.IO does by itself', () => {
    expect(compileDialect({ send })).toMatchObject({ name: 'own', namespace: '/', path: '/socket.io/', parser: 'json' })
  })

  test('is that everybody is in one room and receives everything', () => {
    expect(traitsOf({ send })).toEqual({
      ...{ rooms: false, acknowledges: false, asksAlways: false, relays: true, senderReceives: true },
    })
    expect(compileDialect({ send }).join).toBeUndefined()
  })

  test('is that only a message which comes through shows a join', () => {
    expect(compileDialect({ send, join: ['join', '{{room}}'] }).join?.confirmedBy).toBe('probe')
  })
})

test('where nothing is relayed the sender receives nothing either', () => {
  expect(traitsOf({ send, relays: false, acknowledges: true })).toMatchObject({ relays: false, senderReceives: false })
})

test.each([
  ['always, as a handler expects that calls back without looking', { acknowledges: true }, true],
  ['only where that is measured, if it is said', { acknowledges: true, asksAlways: false }, false],
  ['never of a gateway that does not acknowledge', { asksAlways: true }, false],
])('users ask for acknowledgements %s', (_, definition, asksAlways) => {
  expect(traitsOf({ send, ...definition })).toMatchObject({ asksAlways })
})

test('events are filled in for room, text and user', () => {
  const dialect = compileDialect({ send, join: ['join:{{room}}', '{{user}}'] })
  expect(dialect.send('r', 'hello', 4)).toEqual(['message', { to: 'r', text: 'hello', from: 4 }])
  expect(dialect.join?.args('r', 4)).toEqual(['join:r', 4])
})

test('functions are called as they are', () => {
  const definition: DialectDefinition = {
    join: (room, user) => ['join', room, user],
    send: (room, text, user) => ['message', [room, text, user]],
  }
  const dialect = compileDialect(definition)
  expect(dialect.join?.args('r', 4)).toEqual(['join', 'r', 4])
  expect(dialect.send('r', 'hello', 4)).toEqual(['message', ['r', 'hello', 4]])
})

describe('an acknowledgement', () => {
  test.each([
    ['is fine where it is empty', undefined, undefined],
    ['is fine where it is a text', 'ok', undefined],
    ['is fine without an error', { ok: true }, undefined],
    ['is fine where the error is none', { error: null }, undefined],
    ['means no in the words of its error', { error: 'not in that room' }, 'not in that room'],
    ['means no in the message of its error', { error: { code: 'x', message: 'too long' } }, 'too long'],
    ['means no where the error says nothing', { error: 42 }, 'the gateway refused'],
  ])('%s', (_, answer, refusal) => {
    expect(compileDialect({ send }).refusal(answer)).toBe(refusal)
  })

  test('is read as the definition says', () => {
    const { refusal } = compileDialect({ send, refusal: (answer) => (answer === 'ok' ? undefined : String(answer)) })
    expect([refusal('ok'), refusal('full')]).toEqual([undefined, 'full'])
  })
})

test.each(shippedDialectNames)('the dialect %s goes by its name, and can be sent to another process', (name) => {
  const definition = shippedDialect(name, { secret: 'secret' })
  expect(definition.name).toBe(name)
  expect(structuredClone(definition)).toEqual(definition)
})
