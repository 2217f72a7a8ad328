import { describe, expect, test } from 'vitest'
import { paintOf, wantsColor } from '../../../reports/render/paint.ts'

describe('wantsColor', () => {
  test.each([
    ['a terminal', { isTTY: true }, {}, true],
    ['a pipe', {}, {}, false],
    ['a terminal with NO_COLOR', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['a terminal with an empty NO_COLOR', { isTTY: true }, { NO_COLOR: '' }, true],
    ['a dumb terminal', { isTTY: true }, { TERM: 'dumb' }, false],
  ])('for %s', (_, stream, env, wanted) => {
    expect(wantsColor(stream, env)).toBe(wanted)
  })
})

test('paint without colour changes nothing', () => {
  expect(paintOf(false).bad('missed')).toBe('missed')
})

test('paint with colour styles a text, even where stdout is no terminal, and leaves nothing behind an empty one', () => {
  expect(paintOf(true).bad('missed')).toBe('\u001b[31mmissed\u001b[39m')
  expect(paintOf(true).bad('')).toBe('')
})
