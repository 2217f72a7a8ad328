import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MessageRing } from '../../../../target/gateway/history/message-ring.ts'

test('a ring gives the newest messages, oldest first, however many were added', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 40 }), (capacity, added) => {
      const messages = Array.from({ length: added }, (_, index) => ({
        id: `${index}`,
        room: 'r',
        user: 'u',
        text: 't',
      }))
      const ring = new MessageRing(capacity)
      for (const message of messages) ring.add(message)
      expect(ring.toArray()).toEqual(messages.slice(-capacity))
    }),
  )
})
