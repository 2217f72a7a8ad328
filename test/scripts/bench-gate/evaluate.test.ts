import { expect, test } from 'vitest'
import { evaluate, questionedMetric } from '../../../scripts/bench-gate/evaluate.ts'
import type { Pool } from '../../../scripts/bench-gate/pool.ts'
import { renderGate } from '../../../scripts/bench-gate/render.ts'
import { replay, simulate } from '../../../scripts/bench-gate/simulate.ts'
import { samplePairs } from '../../support/sample-pairs.ts'

function poolOf(slowdown: number, count: number, scatter = 0.02): Pool {
  const pairs = samplePairs(Math.round(1000 * slowdown) + 1, [{ id: questionedMetric, ratio: 1 + slowdown, scatter }])
  return { slowdown, burnMicros: [], pairs: Array.from({ length: count }, () => pairs.next().value) }
}

const simulation = { comparisons: 100, budget: 90, seed: 1, metric: questionedMetric }

test('comparisons of equal versions find nothing, those of a slow one find it', () => {
  const found = (slowdown: number) =>
    simulate(poolOf(slowdown, 40).pairs, simulation).filter((outcome) => outcome.found).length
  expect(found(0)).toBe(0)
  expect(found(0.1)).toBe(100)
})

test('the same seed draws the same comparisons, another one others', () => {
  const { pairs } = poolOf(0.04, 40, 0.05)
  const outcomes = simulate(pairs, simulation)
  expect(simulate(pairs, simulation)).toEqual(outcomes)
  expect(simulate(pairs, { ...simulation, seed: 2 })).not.toEqual(outcomes)
})

test('a comparison uses no more pairs than its budget', () => {
  const outcomes = simulate(poolOf(0.03, 40, 0.3).pairs, { ...simulation, budget: 12 })
  expect(new Set(outcomes.map(({ pairs }) => pairs))).toEqual(new Set([12]))
})

test('what was measured in a row is used once, and what is left over is no comparison', () => {
  const outcomes = replay(poolOf(0.1, 47).pairs, simulation)
  expect(outcomes.map(({ pairs, found }) => [pairs, found])).toEqual([
    [20, true],
    [20, true],
  ])
})

test('a comparison whose budget ends with the pairs is one', () => {
  expect(replay(poolOf(0, 10).pairs, { ...simulation, budget: 10 })).toHaveLength(1)
})

test('the figures say what was asked for, what was measured and how often it was found', () => {
  const pools = [poolOf(0, 60), poolOf(0.1, 60)]
  const figures = evaluate(
    { pools, pairSeconds: 6.5, discardedPairs: 1 },
    { comparisons: 200, maxMinutes: 10, seed: 1 },
  )
  expect(figures.budget).toBe(92)
  expect(figures.evaluations[1]?.measured.estimate).toBeCloseTo(0.1, 1)
  expect(figures.scatterApart).toBeGreaterThan(5 * (figures.evaluations[0]?.scatter ?? Infinity))
  for (const { signedRank, samples, pairs } of figures.coverage) {
    expect(signedRank / samples, `${pairs} pairs`).toBeGreaterThan(0.92)
  }
})

test('the table is printed as people read it', async () => {
  const pools = [poolOf(0, 60), poolOf(0.05, 60), poolOf(0.1, 60)]
  const figures = evaluate(
    { pools, pairSeconds: 6.5, discardedPairs: 1 },
    { comparisons: 100, maxMinutes: 10, seed: 1 },
  )
  await expect(renderGate(figures)).toMatchFileSnapshot('golden/gate.txt')
})
