import { describe, expect, test } from 'vitest'
import { looks } from '../../../reports/compare/look-plan.ts'
import type { PairedTrials } from '../../../reports/compare/paired-batch.ts'
import { PairedJudge } from '../../../reports/compare/paired-judge.ts'
import { samplePairs, type SamplePairs } from '../../support/sample-pairs.ts'

const cpu = 'delivery.serverCpuMicros'
const heap = 'connection.heap'
const options = { gated: [cpu, heap], limits: new Map([cpu, heap].map((id) => [id, { relative: 0.03 }])) }

/** Feeds pairs until it is decided or the budget of pairs is used up. */
function judged(pairs: Iterable<PairedTrials>, budget = 200): PairedJudge {
  const judge = new PairedJudge(options)
  let count = 0
  for (const pair of pairs) {
    if (judge.add([pair]).decided || ++count === budget) break
  }
  judge.end()
  return judge
}

const verdictOf = (judge: PairedJudge, id: string) => judge.verdicts()[0]?.find((one) => one.id === id)
const differing = (ratio: number, scatter = 0.02): SamplePairs[] => [{ id: cpu, ratio, scatter }]

test('two equal versions are the same, after the first look', () => {
  const judge = judged(samplePairs(1, differing(1)))
  expect(verdictOf(judge, cpu)).toMatchObject({ verdict: 'same', gated: true })
  expect(judge.batches.map(({ name, looks }) => [name, looks])).toEqual([['first', [10]]])
})

test('a version that is slower by a tenth is worse, and a second batch has confirmed it', () => {
  const judge = judged(samplePairs(2, differing(1.1)))
  expect(verdictOf(judge, cpu)).toMatchObject({ verdict: 'worse' })
  expect(judge.batches.map(({ name, pairs }) => [name, pairs])).toEqual([
    ['first', 10],
    ['confirmation', 10],
  ])
})

test('the effect of what was confirmed is told from the confirmation alone', () => {
  const pairs = samplePairs(3, differing(1.1))
  const first = Array.from({ length: 10 }, () => pairs.next().value)
  const second = [...first].map(({ base }) => ({ base, head: { [cpu]: (base[cpu] ?? 0) * 1.5 } }))
  const judge = judged([...first, ...second])
  expect(verdictOf(judge, cpu)?.effect?.estimate).toBeCloseTo(0.5, 6)
})

test('a version that is faster by a tenth is better, and nothing has to be confirmed', () => {
  const judge = judged(samplePairs(4, differing(0.9)))
  expect(verdictOf(judge, cpu)).toMatchObject({ verdict: 'better' })
  expect(judge.batches).toHaveLength(1)
})

test('what the second batch does not show again is not worse', () => {
  const slower = samplePairs(5, differing(1.1))
  const equal = samplePairs(6, differing(1))
  const judge = judged([...take(slower, 10), ...take(equal, 10)])
  expect(judge.batches.map(({ pairs }) => pairs)).toEqual([10, 10])
  expect(verdictOf(judge, cpu)).toMatchObject({ verdict: 'same' })
})

test('a change that cannot be confirmed within the budget is unknown, and says so', () => {
  const judge = judged(samplePairs(7, differing(1.1)), 14)
  expect(verdictOf(judge, cpu)).toMatchObject({
    verdict: 'unknown',
    reason: 'the first 10 pairs found it worse, and the budget left too few pairs to confirm it',
  })
})

test('it goes on while it is not clear, from one planned look to the next', () => {
  const judge = judged(samplePairs(8, differing(1.02, 0.15)), 40)
  expect(judge.batches[0]?.looks).toEqual([10, 15, 22, 33, 40])
  expect(verdictOf(judge, cpu)?.verdict).toBe('unknown')
})

test('it ends when its looks are used up', () => {
  const judge = new PairedJudge(options)
  let pairs = 0
  for (const pair of samplePairs(9, differing(1.02, 0.3))) {
    pairs++
    const { decided, clear } = judge.add([pair])
    expect(clear).toBe(false)
    if (decided) break
  }
  expect(pairs).toBe(looks.at(-1))
})

test('fewer pairs than any interval needs show nothing', () => {
  const judge = judged(samplePairs(10, differing(2)), 5)
  expect(verdictOf(judge, cpu)).toMatchObject({
    verdict: 'unknown',
    reason: '5 pairs show nothing: at least 9 are needed',
  })
})

test('a metric that is the same in every pair is the same, and costs the others nothing', () => {
  const pairs = [...take(samplePairs(11, differing(1)), 10)].map(({ base, head }) => ({
    base: { ...base, [heap]: 35_000 },
    head: { ...head, [heap]: 35_000 },
  }))
  const judge = judged(pairs)
  expect(verdictOf(judge, heap)).toMatchObject({ verdict: 'same', effect: { estimate: 0, low: 0, high: 0 } })
  expect(judge.decided).toBe(true)
})

test('one metric that is worse makes the others wait for no one', () => {
  const both = [...differing(1), { id: heap, ratio: 1.2, scatter: 0.01 }]
  const judge = judged(samplePairs(12, both))
  expect(verdictOf(judge, heap)).toMatchObject({ verdict: 'worse' })
  expect(judge.batches[1]?.questions.map(({ metric }) => metric.id)).toEqual([heap])
})

test('metrics that do not decide are told from all pairs', () => {
  const judge = new PairedJudge({ ...options, gated: [heap] })
  const both = [...differing(1.3), { id: heap, ratio: 1, scatter: 0.01 }]
  for (const pair of take(samplePairs(13, both), 10)) judge.add([pair])
  expect(verdictOf(judge, cpu)).toMatchObject({ gated: false, base: { n: 10 }, effect: { confidence: 0.95 } })
})

test('what a pair shows in between is told, but nothing is decided by it', () => {
  const judge = new PairedJudge(options)
  const states = [...take(samplePairs(14, differing(1.5)), 9)].map((pair) => judge.add([pair]))
  expect(states.at(-1)).toMatchObject({ batch: 'first', pairs: 9, nextLook: 10, decided: false })
  expect(states.at(-1)?.metrics[0]).toMatchObject({ id: cpu, verdict: 'worse' })
})

describe('over a hundred comparisons each', () => {
  const verdicts = (ratio: number, scatter: number) =>
    Array.from(
      { length: 100 },
      (_, seed) => verdictOf(judged(samplePairs(1000 + seed, differing(ratio, scatter)), 80), cpu)?.verdict,
    )
  const count = (all: readonly unknown[], verdict: string) => all.filter((one) => one === verdict).length

  test('equal versions are hardly ever called worse, however much they scatter', () => {
    expect(count(verdicts(1, 0.02), 'worse')).toBe(0)
    expect(count(verdicts(1, 0.2), 'worse')).toBeLessThanOrEqual(1)
  })

  test('a tenth is found nearly always, a twentieth more often than not', () => {
    expect(count(verdicts(1.1, 0.04), 'worse')).toBeGreaterThanOrEqual(95)
    expect(count(verdicts(1.05, 0.03), 'worse')).toBeGreaterThan(50)
  })
})

function* take<Item>(items: Iterable<Item>, count: number): Generator<Item> {
  let taken = 0
  for (const item of items) {
    if (taken++ === count) return
    yield item
  }
}
