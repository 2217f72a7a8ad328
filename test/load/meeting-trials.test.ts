import { expect, test } from 'vitest'
import { monotonicClock } from '../../load/clock.ts'
import { runTrial } from '../../load/trial.ts'
import type { MeetingPoint } from '../../load/trial-context.ts'
import { ProcessMark } from '../support/marked-processes.ts'
import { fakeTarget, measured, trialOptions, workloadOf } from '../support/trial-options.ts'

const mark = new ProcessMark()

test('a trial waits where it is told to, and begins when it is told to', async () => {
  const points: MeetingPoint[] = []
  const agreed: number[] = []
  const entered: number[] = []
  const result = await runTrial(
    trialOptions(fakeTarget(), workloadOf(3, 20, 300), {
      meet: (point) => {
        points.push(point)
        agreed.push(monotonicClock.now() + 400)
        return Promise.resolve(agreed.at(-1) ?? 0)
      },
      onPhase: (phase) => {
        if (phase === 'measure') entered.push(monotonicClock.now())
      },
    }),
  )
  expect(points).toEqual(['connect', 'messages'])
  expect(measured(result).ledger).toMatchObject({ due: 6, delivered: 18 })
  // The window opens after the warm-up, which begins no earlier than agreed.
  expect(entered[0]).toBeGreaterThan((agreed[1] ?? Infinity) + 200)
})

test('a trial that nobody comes to meet can be interrupted', async () => {
  const interruption = new AbortController()
  const result = await runTrial(
    trialOptions(fakeTarget(), workloadOf(3, 20, 300), {
      signal: interruption.signal,
      meet: (point) => {
        if (point === 'messages') queueMicrotask(() => interruption.abort(130))
        return point === 'connect' ? Promise.resolve(monotonicClock.now()) : new Promise(() => undefined)
      },
    }),
  )
  expect(result).toMatchObject({ status: 'interrupted', phase: 'warm-up' })
  expect(await mark.pids()).toEqual([])
})
