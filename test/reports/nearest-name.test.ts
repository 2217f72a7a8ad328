import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editDistance, nearestName } from '../../reports/nearest-name.ts'

describe('nearestName', () => {
  test('finds the name that differs in a letter', () => {
    expect(nearestName('delivry.p99', ['connect.p99', 'delivery.p99'])).toBe('delivery.p99')
  })

  test('does not mind upper and lower case', () => {
    expect(nearestName('FANOUT', ['fan-out', 'connect'])).toBe('fan-out')
  })

  test('finds nothing where every name is far', () => {
    expect(nearestName('temperature', ['fan-out', 'connect'])).toBeUndefined()
  })

  test('takes the first of equally near names', () => {
    expect(nearestName('p9', ['p90', 'p99'])).toBe('p90')
  })
})

describe('editDistance', () => {
  test.each([
    ['', '', 0],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
    ['flaw', 'lawn', 2],
  ])('from %j to %j is %i', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance)
  })

  test('is a metric: zero only for equal texts, symmetric, never longer by a detour', () => {
    const word = fc.string({ maxLength: 8 })
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, b) === 0).toBe(a === b)
        expect(editDistance(a, b)).toBe(editDistance(b, a))
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c))
      }),
    )
  })
})
