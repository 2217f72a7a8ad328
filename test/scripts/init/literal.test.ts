import { property, assert, jsonValue, string } from 'fast-check'
import { test, expect } from 'vitest'
import { parse } from 'yaml'

import type { Plain } from '../../../scripts/init/document/field.ts'
import { javaScriptText, literalLines, yamlText } from '../../../scripts/init/document/literal.ts'

test('writes data that JavaScript reads as it was', () => {
  assert(
    property(
      jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__')),
      (value) => {
        const text = literalLines(value as Plain, javaScriptText, 60).join('\n')
        // JSON has a minus zero, which is written as zero.
        expect(JSON.stringify(evaluated(text))).toBe(JSON.stringify(value))
      },
    ),
  )
})

test('writes texts that YAML reads as they were', () => {
  assert(
    property(
      string({ unit: 'grapheme' }),
      (text) => void expect(parse(`key: ${yamlText(text)}`)).toEqual({ key: text }),
    ),
  )
})

test('writes a long list one item a line', () => {
  expect(literalLines(['a'.repeat(60), 'b'.repeat(60)], javaScriptText, 0)).toEqual([
    '[',
    `  '${'a'.repeat(60)}',`,
    `  '${'b'.repeat(60)}',`,
    ']',
  ])
})

function evaluated(text: string): unknown {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  return new Function(`return (${text})`)()
}
