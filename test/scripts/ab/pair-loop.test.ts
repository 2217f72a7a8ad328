import { describe, expect, test } from 'vitest'
import { PairedJudge, type JudgeState } from '../../../reports/compare/paired-judge.ts'
import { runPairs, type PairLoopOptions } from '../../../scripts/ab/pair-loop.ts'
import type { Pair } from '../../../scripts/ab/pair.ts'
import { samplePairs } from '../../support/sample-pairs.ts'
import { completedTrial, failedTrial, interruptedTrial, invalidTrial } from '../../support/sample-trial.ts'
import { VirtualTimers } from '../../support/virtual-timers.ts'

const id = 'delivery.serverCpuMicros'
const pairMs = 6000

/** A loop whose pairs take six seconds of virtual time each; head's figures are `ratio` times those of base. */
function loopOf(ratio: number, overrides: Partial<PairLoopOptions> = {}) {
  const clock = new VirtualTimers()
  const pairs = samplePairs(7, [{ id, ratio, scatter: 0.02 }])
  const judge = new PairedJudge({ gated: [id] })
  const states: JudgeState[] = []
  const measured: string[] = []
  const usable = (): Pair => {
    const { base, head } = pairs.next().value
    return { base: completedTrial({ metrics: base }), head: completedTrial({ metrics: head }) }
  }
  const options: PairLoopOptions = {
    cells: 1,
    judge,
    maxMinutes: 10,
    signal: new AbortController().signal,
    clock,
    measure: () => Promise.resolve(usable()),
    onPair: () => Promise.resolve(),
    onState: (state) => states.push(state),
    ...overrides,
  }
  const run = () =>
    runPairs({
      ...options,
      measure: async (cell, round) => {
        measured.push(`${cell}/${round}`)
        clock.freezeUntil(clock.now() + pairMs)
        return await options.measure(cell, round)
      },
    })
  return { run, judge, states, measured, usable }
}

describe('measuring ends', () => {
  test('when it is clear that nothing has changed, at the first look that shows it', async () => {
    const { run, measured, judge } = loopOf(1)
    expect(await run()).toEqual({ because: 'clear', discardedPairs: 0 })
    expect(judge.batches.map(({ looks }) => looks.at(-1))).toEqual([measured.length])
    expect(judge.verdicts()[0]?.find((metric) => metric.id === id)?.verdict).toBe('same')
  })

  test('when a change for the worse was found twice', async () => {
    const { run, measured, judge, states } = loopOf(1.3)
    expect(await run()).toEqual({ because: 'clear', discardedPairs: 0 })
    expect(judge.batches.map(({ pairs }) => pairs)).toEqual([10, 10])
    expect(measured).toHaveLength(20)
    expect(states.map(({ batch }) => batch).indexOf('confirmation')).toBe(10)
    expect(judge.verdicts()[0]?.find((metric) => metric.id === id)?.verdict).toBe('worse')
  })

  test('when no further pair fits into the budget, which the second batch shares', async () => {
    const { run, measured, judge } = loopOf(1.3, { maxMinutes: 1.5 })
    expect(await run()).toEqual({ because: 'budget', discardedPairs: 0 })
    expect(measured).toHaveLength(15)
    expect(judge.batches.map(({ pairs }) => pairs)).toEqual([10, 5])
    expect(judge.verdicts()[0]?.find((metric) => metric.id === id)?.verdict).toBe('unknown')
  })

  test('when it is interrupted; the pair under way is no fault', async () => {
    const interruption = new AbortController()
    const { run, measured, usable } = loopOf(1, {
      signal: interruption.signal,
      measure: (_, round) => {
        if (round < 3) return Promise.resolve(usable())
        interruption.abort(130)
        return Promise.resolve({ base: interruptedTrial(), head: interruptedTrial() })
      },
    })
    expect(await run()).toEqual({ because: 'interrupted', discardedPairs: 0 })
    expect(measured).toHaveLength(4)
  })

  test('before the first pair where it was interrupted before', async () => {
    const { run, measured } = loopOf(1, { signal: AbortSignal.abort(130) })
    expect(await run()).toEqual({ because: 'interrupted', discardedPairs: 0 })
    expect(measured).toEqual([])
  })

  test('when five pairs in a row cannot be used', async () => {
    const { run, measured, usable } = loopOf(1, {
      measure: (_, round) => Promise.resolve(round < 2 ? usable() : { base: completedTrial(), head: failedTrial() }),
    })
    expect(await run()).toEqual({ because: 'spoiled', discardedPairs: 5 })
    expect(measured).toHaveLength(7)
  })
})

test('a pair that cannot be used is measured again, in the same turn, and the judge never sees it', async () => {
  let n = 0
  const handed: boolean[] = []
  const { run, measured, judge, usable } = loopOf(1.3, {
    measure: () => Promise.resolve(n++ % 4 === 1 ? { base: invalidTrial(), head: completedTrial() } : usable()),
    onPair: (_, __, isUsable) => Promise.resolve(void handed.push(isUsable)),
  })
  const { discardedPairs } = await run()
  expect(measured.slice(0, 4)).toEqual(['0/0', '0/1', '0/1', '0/2'])
  expect(handed.filter((isUsable) => !isUsable)).toHaveLength(discardedPairs)
  expect(judge.batches.map(({ pairs }) => pairs)).toEqual([10, 10])
  expect(discardedPairs).toBe(7)
})

test('a round goes through all cells before the judge is told', async () => {
  const { run, measured, states } = loopOf(1.3, { cells: 2, maxMinutes: 0.55 })
  await run()
  expect(measured).toEqual(['0/0', '1/0', '0/1', '1/1', '0/2'])
  expect(states.map(({ pairs }) => pairs)).toEqual([1, 2])
})
