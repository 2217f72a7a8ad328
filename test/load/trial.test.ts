import { expect, test } from 'vitest'
import { runTrial } from '../../load/trial.ts'
import type { TrialPhase, TrialResult } from '../../load/trial-result.ts'
import { singleTarget } from '../../target/single.ts'
import { ProcessMark } from '../support/marked-processes.ts'
import { fakeTarget, measured, testSecret, trialOptions, workloadOf } from '../support/trial-options.ts'

const mark = new ProcessMark()

test('a trial goes through its phases in order and leaves no process', async () => {
  const phases: TrialPhase[] = []
  const result = await runTrial(
    trialOptions(fakeTarget(), workloadOf(4, 20, 500, { idle: { kind: 'duration', durationMs: 50 } }), {
      onPhase: (phase) => phases.push(phase),
    }),
  )
  expect(measured(result).ledger).toMatchObject({ due: 10, sent: 10, expected: 40, delivered: 40, lost: 0 })
  expect(phases).toEqual(['start', 'connect', 'probe', 'warm-up', 'measure', 'drain', 'idle', 'stop'])
  expect(await mark.pids()).toEqual([])
})

test('users spread over several workers are one account', async () => {
  const options = trialOptions(fakeTarget(), workloadOf(30, 40, 1000))
  const result = await runTrial({ ...options, generator: { ...options.generator, workers: 3 } })
  expect(measured(result).ledger).toMatchObject({ due: 40, expected: 1200, delivered: 1200, lost: 0, duplicated: 0 })
  expect(measured(result).metrics['completion.p50']).toBeGreaterThan(0)
})

test('a target that dies in mid-trial fails the trial in its own words and keeps what was measured', async () => {
  const result = await runTrial(trialOptions(fakeTarget({ DIE_AFTER: '60' }), workloadOf(3, 50, 3000)))
  expect(result).toMatchObject({
    status: 'failed',
    phase: 'measure',
    error: {
      code: 'target-died',
      message: expect.stringMatching(/^instance 1 ended with exit code 7.*out of order$/) as string,
    },
  })
  if (result.status !== 'failed') return
  expect(result.partial?.ledger?.delivered).toBeGreaterThan(0)
  expect(result.partial?.ledger?.due).toBeLessThan(150)
  expect(await mark.pids()).toEqual([])
})

test('a refused token fails the trial with the gateway’s own words', async () => {
  const target = singleTarget({ env: { JWT_SECRET: `${testSecret}-but-another-one` } })
  const result = await runTrial(trialOptions(target, workloadOf(3, 10, 500)))
  expect(result).toMatchObject({ status: 'failed', phase: 'connect', error: { code: 'users-not-connected' } })
  expect((result as Extract<TrialResult, { status: 'failed' }>).error.message).toMatch(
    /^3 of 3 users did not become members: 3 x connect\.connect-error \(/,
  )
})

test.each(['start', 'connect', 'probe', 'warm-up', 'measure', 'drain'] as const)(
  'an interruption in the phase %s ends the trial there and leaves no process',
  async (at) => {
    const interruption = new AbortController()
    const result = await runTrial(
      trialOptions(fakeTarget({ DELAYS: '[30]' }), workloadOf(3, 50, 1000), {
        signal: interruption.signal,
        onPhase: (phase) => {
          if (phase === at) interruption.abort()
        },
      }),
    )
    expect(result).toMatchObject({ status: 'interrupted', phase: at })
    expect(await mark.pids()).toEqual([])
  },
)

test('what was measured before an interruption is kept', async () => {
  const interruption = new AbortController()
  const result = await runTrial(
    trialOptions(fakeTarget(), workloadOf(3, 50, 10_000), {
      signal: interruption.signal,
      onProgress: ({ delivered }) => {
        if (delivered > 50) interruption.abort()
      },
    }),
  )
  expect(result.status).toBe('interrupted')
  if (result.status !== 'interrupted') return
  expect(result.partial?.ledger?.delivered).toBeGreaterThan(50)
  expect(result.partial?.ledger?.expected).toBeLessThan(1000)
})

test('a load worker that is killed fails the trial and is named, not the target', async () => {
  const result = await runTrial(
    trialOptions(fakeTarget(), workloadOf(3, 50, 10_000), {
      onPhase: (phase) => {
        if (phase === 'measure')
          void mark.pidsOf(/load\/worker\/main/).then(([pid = 0]) => process.kill(pid, 'SIGKILL'))
      },
    }),
  )
  expect(result).toMatchObject({
    status: 'failed',
    error: { code: 'generator', message: expect.stringMatching(/^load worker \d+ was killed by SIGKILL$/) as string },
  })
  expect(await mark.pids()).toEqual([])
})
