import { expect, test } from 'vitest'
import { serverText } from '../../../load/client/server-text.ts'

test('a text becomes one line', () => {
  expect(serverText('  <pre>\r\nCannot\tGET\u2028/</pre>\n')).toBe('<pre> Cannot GET /</pre>')
})

test('control characters cannot reach a terminal', () => {
  expect(serverText('a\u001b[31mb\u0000c\u202ed')).toBe('a [31mb c d')
})

test('a long text is cut to 200 characters', () => {
  expect(serverText('x'.repeat(500))).toBe(`${'x'.repeat(200)}...`)
})
