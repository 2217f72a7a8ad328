import { expect, test } from 'vitest'
import { firstOf } from '../../../scripts/ab/turns.ts'

test('who begins first alternates A B B A', () => {
  expect(Array.from({ length: 8 }, (_, pair) => firstOf(pair))).toEqual([
    'base',
    'head',
    'head',
    'base',
    'base',
    'head',
    'head',
    'base',
  ])
})
