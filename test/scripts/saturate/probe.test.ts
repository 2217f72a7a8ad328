import { expect, test } from 'vitest'
import type { TrialResult } from '../../../load/trial-result.ts'
import type { LoadAxis } from '../../../scenarios/load-axis.ts'
import { objectivesOf } from '../../../scripts/saturate/objectives.ts'
import { probeOf } from '../../../scripts/saturate/probe.ts'
import { TargetError } from '../../../target/target-error.ts'
import { completedTrial, interruptedTrial, invalidTrial } from '../../support/sample-trial.ts'

const axis: LoadAxis = {
  parameter: 'rate',
  start: 10,
  most: 100,
  response: 'delivery',
  witness: 'delivery.generatorCpuMicros',
  values: {},
}
const place = { result: 0, trial: 2 }
const metrics = { 'delivery.p99': 13.2, 'delivery.generatorCpuMicros': 5.4 }

function probing(offer: (load: number) => TrialResult, signal = new AbortController().signal) {
  return probeOf({
    axis,
    objectives: objectivesOf(axis, []),
    signal,
    offer: (load) => Promise.resolve().then(() => ({ trial: offer(load), places: [place] })),
  })
}

test('a step says what came of its load, how fast the machine was, and where its trials are', async () => {
  expect(await probing(() => completedTrial({ metrics }))(20)).toEqual({
    load: 20,
    outcome: 'held',
    reason: 'delivery.p99 was 13.2 ms',
    witness: 5.4,
    trials: [place],
  })
})

test('a trial that does not count is no witness of speed', async () => {
  expect(await probing(() => invalidTrial({ metrics }))(20)).not.toHaveProperty('witness')
})

test('an interrupted trial is no step, and nothing is offered after an interruption', async () => {
  expect(await probing(() => interruptedTrial())(20)).toBeUndefined()
  const offer = () => {
    throw new Error('offered')
  }
  expect(await probing(offer, AbortSignal.abort(130))(20)).toBeUndefined()
})

test('a load that the machine refuses could not be offered, unless it is the first', async () => {
  const refusal = new TargetError('open-files', 'instance 1 may open 1024 files and needs 2100.')
  const probe = probing((load) => {
    if (load > 1000) throw refusal
    return completedTrial({ metrics })
  })
  await expect(probe(2000)).rejects.toBe(refusal)
  await probe(1000)
  expect(await probe(2000)).toEqual({ load: 2000, outcome: 'generator', reason: refusal.message, trials: [] })
})

test('a bug is no limit', async () => {
  const bug = new TypeError('undefined is not a function')
  const probe = probing((load) => {
    if (load > 10) throw bug
    return completedTrial({ metrics })
  })
  await probe(10)
  await expect(probe(20)).rejects.toBe(bug)
})
