import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OpenMessages } from '../../load/open-messages.ts'

test('the first delivery to a receiver is told from any repetition', () => {
  const deliveries = fc.array(fc.tuple(fc.nat(20), fc.nat(69)), { maxLength: 500 })
  fc.assert(
    fc.property(deliveries, (pairs) => {
      const open = new OpenMessages(21, 70)
      const seen = new Set<string>()
      for (const [message, receiver] of pairs) {
        const key = `${message}/${receiver}`
        expect(open.mark(message, receiver)).toBe(!seen.has(key))
        seen.add(key)
      }
    }),
  )
})

test('every delivery of a complete message is a repetition', () => {
  const open = new OpenMessages(4, 2)
  expect(open.mark(1, 0)).toBe(true)
  expect(open.mark(1, 1)).toBe(true)
  open.complete(1)
  expect(open.mark(1, 0)).toBe(false)
})

test('bits that a complete message gave back are clean for the next', () => {
  const open = new OpenMessages(1000, 40)
  for (let message = 0; message < 1000; message++) {
    for (let receiver = 0; receiver < 40; receiver++) expect(open.mark(message, receiver)).toBe(true)
    open.complete(message)
  }
})
