import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { padLeft, padRight, textWidth, truncate, wrap } from '../../../reports/render/text-width.ts'

describe('textWidth', () => {
  test.each([
    ['abc', 3],
    ['東京', 4],
    ['e\u0301', 1],
    ['🎉', 2],
    ['', 0],
  ])('of %j is %i', (text, width) => {
    expect(textWidth(text)).toBe(width)
  })
})

test('padding fills up to a width and never cuts', () => {
  expect([padLeft('東', 4), padRight('東', 4), padLeft('long', 2)]).toEqual(['  東', '東  ', 'long'])
})

test('truncate ends in an ellipsis what is too wide, without splitting a wide character', () => {
  expect([truncate('abcdef', 4), truncate('東京都', 4), truncate('abcd', 4)]).toEqual(['abc…', '東…', 'abcd'])
})

describe('wrap', () => {
  test('breaks at spaces and indents what follows', () => {
    expect(wrap('one two three four', 9, '  ')).toEqual(['one two', '  three', '  four'])
  })

  test('starts the first line as it is told', () => {
    expect(wrap('one two', 7, '  ', '  ')).toEqual(['  one', '  two'])
  })

  test('cuts a word that is wider than a line', () => {
    expect(wrap('abcdefgh', 4)).toEqual(['abcd', 'efgh'])
  })

  test('keeps a percent sign with its figure', () => {
    expect(wrap('over 5 % of it', 8)).toEqual(['over 5 %', 'of it'])
    expect(wrap('over 5 % of it', 7)).toEqual(['over', '5 % of', 'it'])
  })

  test('gives no line for an empty text', () => {
    expect(wrap('', 10, '  ')).toEqual([])
  })

  test('stays within the width and loses no letter', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 6, max: 30 }), (text, width) => {
        const lines = wrap(text, width, '  ')
        const letters = (some: string) => some.replaceAll(' ', '')
        expect(letters(lines.join(''))).toBe(letters(text))
        // A figure and its percent sign stay together even where they do not fit.
        if (!text.includes('%')) expect(lines.filter((line) => textWidth(line) > width)).toEqual([])
      }),
    )
  })
})
