import { expect, test } from 'vitest'
import { runTrial } from '../../load/trial.ts'
import { descendantsOf } from '../support/child-processes.ts'
import { fakeTarget, trialOptions, workloadOf } from '../support/trial-options.ts'

const frozenMs = 1000

test('a generator that stood still for a second makes the trial invalid, and says why', async () => {
  const workload = workloadOf(5, 500, 3000)
  const result = await runTrial(
    trialOptions(fakeTarget(), workload, {
      onPhase: (phase) => {
        if (phase !== 'measure') return
        const [worker = 0] = descendantsOf(process.pid, 'load/worker/main.ts')
        process.kill(worker, 'SIGSTOP')
        setTimeout(() => process.kill(worker, 'SIGCONT'), frozenMs)
      },
    }),
  )
  expect(result.status).toBe('invalid')
  if (result.status !== 'invalid') return
  expect(result.reasons.map(({ code }) => code)).toContain('generator-late')
  expect(result.reasons.map(({ code }) => code)).toContain('generator-blocked')
  expect(result.ledger).toMatchObject({ due: 1500, sent: 1500, lost: 0 })
})
