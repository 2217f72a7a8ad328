import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printableJson } from '../../../reports/render/printable-json.ts'
import { hostileText } from '../../support/hostile-report.ts'

test('reads back as the same value, and holds nothing that a terminal would act on', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = printableJson(value)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(text).toMatch(/^(?:[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\n)*$/u)
    }),
  )
})

test('escapes hostile text', () => {
  const text = printableJson({ [hostileText]: hostileText })
  expect(text).toContain('\\u001b[2J')
  expect(text).toContain('\\u009b31m')
  expect(text).toContain('\\u202egnol')
})

test('leaves a CI runner no order', () => {
  const text = printableJson(['##[error]owned', '::error::owned'])
  expect(text).toBe('[\n  "\\u0023#[error]owned",\n  "::error::owned"\n]\n')
  expect(JSON.parse(text)).toEqual(['##[error]owned', '::error::owned'])
})

test('ends with a line feed', () => {
  expect(printableJson([])).toBe('[]\n')
})
