import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cell } from '../../../scripts/bench/cell.ts'
import { shuffledRounds } from '../../../scripts/study/shuffled-rounds.ts'
import { studyCells } from '../../../scripts/study/cells.ts'
import { fanOut } from '../../../scenarios/fan-out.ts'

const cells = (count: number): readonly Cell[] =>
  studyCells(Array.from({ length: count }, (_, n) => ({ scenario: fanOut, settings: { members: n + 1 } })))

test('every round has every cell once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 4 }), fc.nat(), (count, trials, seed) => {
      const all = cells(count)
      const order = shuffledRounds(all, trials, seed)
      for (let round = 1; round <= trials; round++) {
        const inRound = order.filter(({ trial }) => trial === round)
        expect(new Set(inRound.map(({ cell }) => cell))).toEqual(new Set(all))
        expect(inRound).toHaveLength(count)
      }
      expect(order.map(({ trial }) => trial)).toEqual(order.map(({ trial }) => trial).toSorted((a, b) => a - b))
    }),
  )
})

test('the same seed gives the same order, and rounds have orders of their own', () => {
  const all = cells(20)
  const labels = (seed: number, round: number) =>
    shuffledRounds(all, 2, seed)
      .filter(({ trial }) => trial === round)
      .map(({ cell }) => cell.label)
  expect(labels(3, 1)).toEqual(labels(3, 1))
  expect(labels(3, 1)).not.toEqual(labels(3, 2))
  expect(labels(3, 1)).not.toEqual(labels(4, 1))
})

test("no place of a round is any cell's own", () => {
  const all = cells(4)
  const firsts = shuffledRounds(all, 400, 1)
    .filter((_, at) => at % 4 === 0)
    .map(({ cell }) => all.indexOf(cell))
  for (const index of [0, 1, 2, 3]) {
    const share = firsts.filter((first) => first === index).length / firsts.length
    expect(share).toBeGreaterThan(0.15)
    expect(share).toBeLessThan(0.35)
  }
})
