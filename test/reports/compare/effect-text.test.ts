import { expect, test } from 'vitest'
import { limitText, sizeText } from '../../../reports/compare/effect-text.ts'

test.each([
  [0.00432, '0.0043'],
  [0, '0'],
  [1, '1'],
  [12.34, '12'],
  [1234.5, '1,235'],
])('sizeText prints %d as %s', (size, text) => {
  expect(sizeText(size)).toBe(text)
})

test('limitText prints shares as percentages and amounts as they are', () => {
  expect([limitText('relative', 0.125), limitText('absolute', 2.5)]).toEqual(['13 %', '2.5'])
})
