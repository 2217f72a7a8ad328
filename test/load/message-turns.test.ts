import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MessageTurns } from '../../load/message-turns.ts'

const anyWeights = fc.array(fc.constantFrom(1, 2, 3, 5, 10, 17), { minLength: 1, maxLength: 20 })

test('rooms of equal weight take turns', () => {
  const turns = new MessageTurns([7, 7, 7])
  expect([0, 1, 2, 3, 4, 5].map((message) => turns.roomOf(message))).toEqual([0, 1, 2, 0, 1, 2])
})

test('rooms have messages in proportion to their weights, to less than one, at any time', () => {
  fc.assert(
    fc.property(anyWeights, (weights) => {
      const turns = new MessageTurns(weights)
      const all = weights.reduce((sum, weight) => sum + weight, 0)
      const had = weights.map(() => 0)
      for (let message = 0; message < 2 * all; message++) {
        const room = turns.roomOf(message)
        had[room] = (had[room] ?? 0) + 1
        for (const [one, weight] of weights.entries()) {
          expect(Math.abs((had[one] ?? 0) - (weight * (message + 1)) / all)).toBeLessThan(1)
        }
      }
    }),
  )
})

test('a message is the next of its room, and found again by that', () => {
  fc.assert(
    fc.property(anyWeights, (weights) => {
      const turns = new MessageTurns(weights)
      const next = weights.map(() => 0)
      for (let message = 0; message < 300; message++) {
        const room = turns.roomOf(message)
        const ordinal = turns.ordinalOf(message)
        expect(ordinal).toBe(next[room])
        next[room] = ordinal + 1
        expect(turns.messageAt(room, ordinal)).toBe(message)
      }
    }),
  )
})

test.each([[[1, 0]], [[1, 1.5]], [[-1]]])('the weights %j are refused', (weights) => {
  expect(() => new MessageTurns(weights)).toThrow(RangeError)
})
