import { expect, test } from 'vitest'
import { Bracket, type LoadOutcome } from '../../../scripts/saturate/bracket.ts'

function bracketOf(outcomes: Readonly<Record<number, readonly LoadOutcome[]>>): Bracket {
  const bracket = new Bracket()
  for (const [load, list] of Object.entries(outcomes)) for (const outcome of list) bracket.add(Number(load), outcome)
  return bracket
}

test('the point lies between the highest load that is held and the next one that is not', () => {
  const bracket = bracketOf({ 10: ['held'], 20: ['held'], 40: ['not-held'], 80: ['not-held'] })
  expect([bracket.held, bracket.above]).toEqual([20, 40])
})

test('a load that holds above one that does not is no evidence', () => {
  const bracket = bracketOf({ 10: ['held'], 20: ['not-held'], 40: ['held'] })
  expect([bracket.held, bracket.above]).toEqual([10, 20])
})

test.each<[readonly LoadOutcome[], LoadOutcome, boolean]>([
  [['held'], 'held', false],
  [['held', 'held'], 'held', true],
  [['held', 'not-held'], 'not-held', false],
  [['held', 'not-held', 'held'], 'held', true],
  [['not-held', 'held', 'not-held'], 'not-held', true],
  [['not-held', 'generator'], 'generator', false],
  [['not-held', 'generator', 'not-held'], 'not-held', true],
  [['held', 'not-held', 'generator'], 'generator', true],
])('%j stands as %s, settled: %s', (outcomes, standing, isSettled) => {
  const bracket = bracketOf({ 10: outcomes })
  expect([bracket.standing(10), bracket.isSettled(10)]).toEqual([standing, isSettled])
})

test('a load whose two trials disagree is contested until a third decides', () => {
  expect(bracketOf({ 10: ['held'], 20: ['held', 'not-held'] }).contested).toBe(20)
  expect(bracketOf({ 10: ['held'], 20: ['held', 'not-held', 'held'] }).contested).toBeUndefined()
  expect(bracketOf({ 10: ['held'], 20: ['not-held'] }).contested).toBeUndefined()
})
