import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { runTrial } from '../../load/trial.ts'
import { ProcessMark } from '../support/marked-processes.ts'
import { fakeTarget, trialOptions, workloadOf } from '../support/trial-options.ts'

const frozenMs = 1000
const mark = new ProcessMark()

async function freezeWorker(): Promise<void> {
  const [worker = 0] = await mark.pidsOf(/load\/worker\/main/)
  process.kill(worker, 'SIGSTOP')
  await delay(frozenMs)
  process.kill(worker, 'SIGCONT')
}

test('a generator that stood still for a second makes the trial invalid, and says why', async () => {
  const workload = workloadOf(5, 500, 3000)
  let frozen: Promise<void> | undefined
  const result = await runTrial(
    trialOptions(fakeTarget(), workload, {
      onPhase: (phase) => {
        if (phase === 'measure') frozen = freezeWorker()
      },
    }),
  )
  await frozen
  expect(result.status).toBe('invalid')
  if (result.status !== 'invalid') return
  expect(result.reasons.map(({ code }) => code)).toContain('generator-late')
  expect(result.reasons.map(({ code }) => code)).toContain('generator-blocked')
  expect(result.ledger).toMatchObject({ due: 1500, sent: 1500, lost: 0 })
})
