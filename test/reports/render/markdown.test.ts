import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { capped, escapeMarkdown, tableRow, tableRule } from '../../../reports/render/markdown.ts'
import { hostileStrings } from '../../support/hostile-report.ts'

describe('escapeMarkdown', () => {
  test('leaves plain sentences as they are', () => {
    const text = 'delivery.p99 of a-b: 12.5 % (from 1 to 2), "quoted"; it\'s so'
    expect(escapeMarkdown(text)).toBe(text)
  })

  test.each([
    ['<b>', '\\<b\\>'],
    ['a|b', 'a\\|b'],
    ['a\\|b', 'a\\\\\\|b'],
    ['`code`', '\\`code\\`'],
    ['[a](b)', '\\[a\\](b)'],
    ['&lt;', '&amp;lt;'],
    ['$x$', '&#36;x&#36;'],
    ['@ada', '@\u200Bada'],
    ['a#1', 'a#\u200B1'],
    ['GH-1', 'GH-\u200B1'],
    ['https://a.example', 'https:\u200B//a.example'],
    ['www.a.example', 'www\u200B.a.example'],
    ['mailto:a', 'mailto:\u200Ba'],
    ['- item', '\\- item'],
    ['1. item', '1\u200B. item'],
    ['# title', '\\# title'],
    ['a\nb', 'a b'],
  ])('makes %j inert', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped)
  })

  test.each(Object.entries(hostileStrings))('leaves nothing of %s that GitHub would act on', (_, text) => {
    const escaped = escapeMarkdown(text)
    expect(escaped).not.toMatch(/(?<!\\)[<>`|*_[\]~]|@\w|(?<!&)#\d|\w:\/\/|www\.|[\p{Cc}\u202E]/u)
  })

  test('leaves no character of Markdown unescaped, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const rest = escapeMarkdown(text).replaceAll(/\\[!-/:-@[-`{-~]/g, '')
        expect(rest).not.toMatch(/[\\`*_{}[\]<>|~!\n\r]/)
      }),
    )
  })

  test('cuts a long text', () => {
    expect(escapeMarkdown('x'.repeat(1000))).toHaveLength(200)
    expect(escapeMarkdown('x'.repeat(1000), 10)).toBe('xxxxxxxxx…')
  })
})

test('a table has a head, a rule and rows', () => {
  expect([tableRow(['a', 'b']), tableRule(['left', 'right'])]).toEqual(['| a | b |', '| :-- | --: |'])
})

test('capped tells how many lines it leaves out', () => {
  const tell = (more: number) => `${more} more`
  expect(capped(['a', 'b'], 2, tell)).toEqual(['a', 'b'])
  expect(capped(['a', 'b', 'c', 'd'], 2, tell)).toEqual(['a', '3 more'])
})
