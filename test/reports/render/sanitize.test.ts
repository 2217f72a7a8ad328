import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sanitize } from '../../../reports/render/sanitize.ts'

describe('sanitize', () => {
  test('leaves printable text of any language as it is', () => {
    expect(sanitize('Grüße, 東京 — 5 % 🎉')).toBe('Grüße, 東京 — 5 % 🎉')
  })

  test('makes line breaks and tabs a space', () => {
    expect(sanitize('a\r\nb\tc\u2028d')).toBe('a b c d')
  })

  test('replaces what begins a terminal escape', () => {
    expect(sanitize('\u001b[31mred\u009b0m\u0007')).toBe('\uFFFD[31mred\uFFFD0m\uFFFD')
  })

  test('replaces invisible characters that reorder text', () => {
    expect(sanitize('a\u202Eb\u200Bc\u2066')).toBe('a\uFFFDb\uFFFDc\uFFFD')
  })

  test.each([
    ['::error::owned', ':\uFFFD:error::owned'],
    ['a ::set-output name=x::y', 'a :\uFFFD:set-output name=x::y'],
    ['##[error]owned', '#\uFFFD#[error]owned'],
    ['connect to ::1 and ::2, std::vector', 'connect to ::1 and ::2, std::vector'],
  ])('leaves a CI runner no order in %j', (text, printable) => {
    expect(sanitize(text)).toBe(printable)
  })

  test('cuts a very long text and shows that it did', () => {
    const cut = sanitize('x'.repeat(100_000))
    expect(cut).toMatch(/^x+…$/)
    expect(cut.length).toBeLessThan(1000)
  })

  test('lets no control character through, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
        expect(sanitize(text)).not.toMatch(/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/u)
      }),
    )
  })
})
