import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeHtml, escapeJson, markup, trusted } from '../../../reports/html/markup.ts'

describe('markup', () => {
  test('keeps its own text and escapes what is filled in', () => {
    expect(markup`<p title="${'"><b>'}">${'a < b & c'}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;b&gt;">a &lt; b &amp; c</p>',
    )
  })

  test('takes markup as it is, lists one after the other, numbers as text and nothing for undefined', () => {
    expect(markup`${markup`<b>${1}</b>`}${['<', trusted('<i>'), undefined]}`.text).toBe('<b>1</b>&lt;<i>')
  })

  test('makes text printable, so that nothing is reordered or hidden', () => {
    expect(markup`${'a\u202Eb\u001Bc\u0000'}`.text).toBe('a\uFFFDb\uFFFDc\uFFFD')
  })

  test('leaves no text that could begin a tag, end an attribute or name a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/)
      }),
    )
  })
})

describe('JSON in a script element', () => {
  test('has no character that could begin a tag or a comment, and is the same JSON', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), (json) => {
        const escaped = escapeJson(json)
        expect(escaped).not.toContain('<')
        expect(JSON.parse(escaped)).toEqual(JSON.parse(json))
      }),
    )
  })
})
