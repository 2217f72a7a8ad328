import fc from 'fast-check'
import { expect, it } from 'vitest'

import type { UserContext } from '../../../load/artillery-engine/engine/artillery.ts'
import { compileTemplate } from '../../../load/artillery-engine/engine/template.ts'
import { artilleryHelpers } from '../../support/artillery-helpers.ts'

const helpers = await artilleryHelpers()

const name = fc.constantFrom('room', 'user', 'list', 'nested', 'missing', '$loopCount', 'empty', 'zero', 'braces')
const path = fc.oneof(
  name,
  fc.constantFrom(
    'nested.deep',
    'nested.deep.er',
    'list[1]',
    'list[0].id',
    'nested.none.more',
    'dotted.name',
    "nested['deep']",
  ),
)
const hole = fc
  .tuple(path, fc.constantFrom('{{ ', '{{', '{{{ '), fc.constantFrom(' }}', '}}', ' }}}'))
  .map(([inside, open, close]) => `${open}${inside}${close}`)
const text = fc.oneof(
  hole,
  fc
    .array(fc.oneof(hole, fc.constantFrom('room-', ' ', '{', '}}', 'a.b', '$&', '{{ no such! }}')), { maxLength: 4 })
    .map((parts) => parts.join('')),
)
const leaf = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null))
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('room', 'text', 'a', 'to'), tie('any'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).any

const context: UserContext = {
  vars: {
    room: 'blue',
    user: { id: 7 },
    list: [{ id: 'first' }, 'second'],
    nested: { deep: { er: 0.5 }, none: null },
    'dotted.name': 'whole',
    $loopCount: 3,
    empty: '',
    zero: 0,
    price: '$& and $$',
    braces: 'a {{ room }} b',
  },
  funcs: { $randomNumber: (from: number) => from },
}

it('gives what the template function of Artillery gives', () => {
  fc.assert(
    fc.property(value, (spec) => {
      expect(compileTemplate(spec, helpers)(context)).toEqual(helpers.template(spec, context))
    }),
    { numRuns: 2_000 },
  )
})

it('leaves calls of functions to Artillery', () => {
  expect(compileTemplate({ n: 'room-{{ $randomNumber(4, 9) }}' }, helpers)(context)).toEqual({ n: 'room-4' })
})

it('takes a dollar sign in a value as it is, where Artillery hangs', () => {
  expect(compileTemplate('costs {{ price }}', helpers)(context)).toBe('costs $& and $$')
})

it('gives a lone variable as the type that it has', () => {
  expect(compileTemplate('{{ user }}', helpers)(context)).toBe(context.vars['user'])
})

it('asks Artillery nothing about plain variables', () => {
  const template = compileTemplate(['message', { room: 'room-{{ room }}', id: '{{ user.id }}' }], { template: refuse })
  expect(template(context)).toEqual(['message', { room: 'room-blue', id: 7 }])
})

it('hands out what is constant without copying it', () => {
  const spec = ['joinRoom', { room: 'lobby' }]
  expect(compileTemplate(spec, { template: refuse })(context)).toBe(spec)
})

function refuse(): never {
  throw new Error('Artillery was asked')
}
