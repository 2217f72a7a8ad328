import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Base64Buffer } from '../../../../load/client/lean/base64-buffer.ts'

const base64 = new Base64Buffer()
const decoded = (text: string): Buffer => {
  const bytes = Buffer.from(`b${text}\x1e`, 'latin1')
  const size = base64.decode(bytes, 1, bytes.length - 1)
  return Buffer.from(base64.bytes.subarray(0, size))
}

test('any bytes come back, padded or not', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.boolean(), (bytes, isPadded) => {
      const text = Buffer.from(bytes).toString('base64')
      expect(decoded(isPadded ? text : text.replace(/=+$/, ''))).toEqual(Buffer.from(bytes))
    }),
  )
})

test('more bytes than the buffer holds come back, and fewer after them', () => {
  const long = Buffer.alloc(100_001, 'längst')
  expect(decoded(long.toString('base64')).equals(long)).toBe(true)
  expect(decoded('aGk=').toString()).toBe('hi')
})

test('any other text is read as Node reads it', () => {
  const text = fc.oneof(fc.string({ unit: fc.constantFrom(...'Aaz09+/=-_ \n') }), fc.string({ unit: 'binary-ascii' }))
  fc.assert(
    fc.property(text, (some) => {
      expect(decoded(some)).toEqual(Buffer.from(some, 'base64'))
    }),
    { numRuns: 2_000 },
  )
})
