import { expect, test } from 'vitest'
import { runTrial } from '../../../load/trial.ts'
import type { TrialPhase } from '../../../load/trial-result.ts'
import { ProcessMark } from '../../support/marked-processes.ts'
import { plainGateway } from '../../support/plain-gateway-command.ts'
import { fakeTarget, measured, trialOptions, workloadOf } from '../../support/trial-options.ts'
import { singleTarget } from '../../../target/single.ts'

const mark = new ProcessMark()

test('a trial that asks for a preflight has it before anybody connects, and counts none of it', async () => {
  const phases: TrialPhase[] = []
  const result = await runTrial(
    trialOptions(fakeTarget(), workloadOf(4, 20, 500), { preflight: true, onPhase: (phase) => phases.push(phase) }),
  )
  expect(phases).toEqual(['start', 'preflight', 'connect', 'probe', 'warm-up', 'measure', 'drain', 'stop'])
  expect(measured(result).ledger).toMatchObject({ due: 10, expected: 40, delivered: 40, duplicated: 0, unexpected: 0 })
  expect(await mark.pids()).toEqual([])
})

test('a preflight that finds something fails the trial with one line', async () => {
  const result = await runTrial(trialOptions(singleTarget(plainGateway), workloadOf(4, 20, 500), { preflight: true }))
  expect(result).toMatchObject({ status: 'failed', phase: 'preflight', error: { code: 'preflight-failed' } })
  if (result.status !== 'failed') return
  expect(result.error.message).toMatch(
    /^preflight failed \(namespace\): \S+ \(websocket, namespace \/chat\): Invalid namespace\. \S.*\.$/,
  )
  expect(await mark.pids()).toEqual([])
})

test('an interruption in the preflight ends the trial there and leaves no process', async () => {
  const interruption = new AbortController()
  const result = await runTrial(
    trialOptions(fakeTarget(), workloadOf(4, 20, 500), {
      preflight: true,
      signal: interruption.signal,
      onPhase: (phase) => {
        if (phase === 'preflight') interruption.abort()
      },
    }),
  )
  expect(result).toMatchObject({ status: 'interrupted', phase: 'preflight' })
  expect(await mark.pids()).toEqual([])
})
