import { describe, expect, test } from 'vitest'
import type { Effect } from '../../../reports/compare/comparison.ts'
import { fewestTrials, judgeIndependent, leastP } from '../../../reports/compare/trials-needed.ts'
import { rankSum } from '../../../reports/statistics/rank-sum.ts'

const wide: Effect = { kind: 'relative', estimate: 0.02, low: -0.1, high: 0.14, limit: 0.05, confidence: 0.95, p: 0.4 }

test.each([
  [3, 3],
  [4, 4],
  [2, 9],
  [9, 2],
])('leastP is the p of %d and %d values that do not overlap', (base, head) => {
  const low = Array.from({ length: base }, (_, at) => at)
  const high = Array.from({ length: head }, (_, at) => 100 + at)
  expect(leastP(base, head)).toBeCloseTo(rankSum(low, high, 0.95).p, 12)
})

test.each([
  [0.95, 1, 4],
  [0.95, 6, 5],
  [0.95, 40, 7],
  [0.99, 1, 5],
])('fewestTrials at a confidence of %d among %d tests are %d', (confidence, tests, trials) => {
  expect(fewestTrials(confidence, tests)).toBe(trials)
})

describe('judgeIndependent', () => {
  test('says how many trials it takes at the least where there are fewer', () => {
    expect(judgeIndependent({ ...wide, low: null, high: null }, 'lower', { base: 3, head: 3, tests: 1 })).toEqual({
      verdict: 'unknown',
      reason: '3 and 3 trials cannot show it: at least 4 a side are needed',
    })
  })

  test("counts what Holm's correction costs", () => {
    expect(judgeIndependent(wide, 'lower', { base: 5, head: 5, tests: 40 }).reason).toBe(
      '5 and 5 trials cannot show it among 40 gated metrics: at least 7 a side are needed',
    )
  })

  test('estimates from the width of the interval how many trials would do', () => {
    expect(judgeIndependent(wide, 'lower', { base: 10, head: 10, tests: 1 }).reason).toBe(
      'the interval reaches 13 % to either side, further than the limit of 5 %: about 59 trials a side are needed',
    )
  })

  test('sends to pairs what no bench would measure', () => {
    const hopeless = { ...wide, limit: 0.005 }
    expect(judgeIndependent(hopeless, 'lower', { base: 10, head: 10, tests: 1 }).reason).toMatch(
      /more than 1000 trials a side would be needed, so measure both in pairs with npm run ab$/,
    )
  })

  test('names no number where any change counts', () => {
    const any: Effect = { ...wide, kind: 'absolute', limit: 0, low: 0, estimate: 0, high: 1 }
    expect(judgeIndependent(any, 'lower', { base: 6, head: 6, tests: 1 }).reason).toBe(
      'the interval holds changes as well as none, and any change counts: more trials are needed',
    )
  })

  test('leaves what is known as it is, however few trials there were', () => {
    const same = { ...wide, low: 0, estimate: 0, high: 0 }
    expect(judgeIndependent(same, 'lower', { base: 1, head: 1, tests: 1 })).toEqual({ verdict: 'same' })
  })
})
