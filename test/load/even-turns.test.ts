import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evenTurns } from '../../load/even-turns.ts'

test('parties of equal weight take turns', () => {
  expect([...evenTurns([5, 5, 5])]).toEqual([0, 1, 2])
})

test('a party of twice the weight has every other turn but one', () => {
  expect([...evenTurns([4, 2])]).toEqual([0, 1, 0])
})

test('a party without weight has no turn', () => {
  expect([...evenTurns([0, 3, 0])]).toEqual([1])
})

test('after any number of turns nobody is a whole turn away from a fair share', () => {
  const weights = fc.array(fc.nat(60), { minLength: 1, maxLength: 8 }).filter((list) => list.some((one) => one > 0))
  fc.assert(
    fc.property(weights, (list) => {
      const all = list.reduce((sum, weight) => sum + weight, 0)
      const had = list.map(() => 0)
      for (const [turn, party] of evenTurns(list).entries()) {
        had[party] = (had[party] ?? 0) + 1
        for (const [one, weight] of list.entries()) {
          expect(Math.abs((had[one] ?? 0) - (weight * (turn + 1)) / all)).toBeLessThan(1)
        }
      }
      for (const [one, weight] of list.entries()) expect((had[one] ?? 0) * all).toBe(weight * evenTurns(list).length)
    }),
  )
})

test.each([[[0, 0]], [[]], [[1, -1]], [[0.5, 1]]])('the weights %j are refused', (weights) => {
  expect(() => evenTurns(weights)).toThrow(RangeError)
})
