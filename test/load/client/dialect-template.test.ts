import { describe, expect, test } from 'vitest'
import { compileTemplate, mentions } from '../../../load/client/dialect-template.ts'

const values = { room: 'room-1', text: 'hello', user: 7, jwt: 'a.b.c' }

describe('a template', () => {
  test.each([
    ['a room', '{{room}}', 'room-1'],
    ['a user alone is a number', '{{user}}', 7],
    ['a user within a text is part of it', 'user-{{user}}', 'user-7'],
    ['a text within a text', '<b>{{text}}</b>', '<b>hello</b>'],
    ['several in one text', '{{room}}/{{user}}/{{text}}', 'room-1/7/hello'],
    ['a token', 'Bearer {{jwt}}', 'Bearer a.b.c'],
    ['an object in an object', { to: { room: '{{room}}', kind: 'chat' } }, { to: { room: 'room-1', kind: 'chat' } }],
    ['an array in an object', { parts: ['{{text}}', 1, null] }, { parts: ['hello', 1, null] }],
    ['an object in an array', ['message', { text: '{{text}}' }], ['message', { text: 'hello' }]],
    ['what is no placeholder', '{{rooms}} {room} {{ room }}', '{{rooms}} {room} {{ room }}'],
    ['what has no placeholders', { a: [1, true, 'x'] }, { a: [1, true, 'x'] }],
  ])('fills in %s', (_, template, filled) => {
    expect(compileTemplate(template)(values)).toEqual(filled)
  })

  test('leaves what nothing is known of as it is written', () => {
    expect(compileTemplate({ token: '{{jwt}}', text: 'from {{user}} to {{room}}' })({ user: 0 })).toEqual({
      token: '{{jwt}}',
      text: 'from 0 to {{room}}',
    })
  })

  test('puts a text in as it is, whatever it holds', () => {
    expect(compileTemplate('say {{text}}')({ text: "$& {{user}} $' $1", user: 3 })).toBe("say $& {{user}} $' $1")
  })

  test('is not changed by being filled in', () => {
    const template = { to: ['{{room}}'] }
    const fill = compileTemplate(template)
    fill(values)
    expect(template).toEqual({ to: ['{{room}}'] })
    expect(fill({ room: 'another' })).toEqual({ to: ['another'] })
  })

  test.each([
    [['message', { auth: { token: 'x {{jwt}}' } }], true],
    [['message', { text: '{{text}}' }], false],
    ['jwt', false],
    [undefined, false],
    [() => ['{{jwt}}'], false],
  ])('%j: whether it mentions a token is %s', (template, expected) => {
    expect(mentions(template, 'jwt')).toBe(expected)
  })
})
