import { expect, onTestFinished, test } from 'vitest'
import { ReferenceLoad } from '../../load/reference-load.ts'
import { runTrial } from '../../load/trial.ts'
import { ProcessMark } from '../support/marked-processes.ts'
import { eventually } from '../support/eventually.ts'
import { singleTarget } from '../../target/single.ts'
import { fakeTarget, measured, testSecret, trialOptions, workloadOf } from '../support/trial-options.ts'

const mark = new ProcessMark()
const { generator } = trialOptions(fakeTarget(), workloadOf(2, 1, 100))

/** Sends for much longer than a test lasts. */
const endless = () => workloadOf(4, 50, 600_000)

async function startReference(target = fakeTarget(), workload = endless()): Promise<ReferenceLoad> {
  const reference = await ReferenceLoad.start({ target, workload, generator, seed: 7 })
  onTestFinished(() => reference.stop())
  return reference
}

test('a reference load goes on delivering and paying for it, until it is stopped', async () => {
  const reference = await startReference()
  const first = await reference.read()
  const later = await eventually('a hundred deliveries more', async () => {
    const reading = await reference.read()
    return reading.handled >= first.handled + 100 ? reading : undefined
  })
  expect(later.cpuMs).toBeGreaterThan(first.cpuMs)
  await reference.stop()
  expect(await mark.pids()).toEqual([])
})

test('a trial beside it tells what it paid per delivery, and only what it itself paid for its own', async () => {
  const reference = await startReference()
  const { metrics, ledger } = measured(
    await runTrial(trialOptions(fakeTarget(), workloadOf(3, 40, 1000), { reference })),
  )
  expect(metrics['reference.serverCpuMicros']).toBeGreaterThan(0)
  expect(ledger).toMatchObject({ due: 40, expected: 120, delivered: 120, unexpected: 0 })
})

test('a trial without one says nothing of it', async () => {
  const { metrics } = measured(await runTrial(trialOptions(fakeTarget(), workloadOf(3, 20, 500))))
  expect(metrics).not.toHaveProperty('reference.serverCpuMicros')
})

test('a reference load that cannot connect is refused in the words of the gateway, and nothing is left running', async () => {
  const strange = singleTarget({ env: { JWT_SECRET: `${testSecret}-but-another-one` } })
  await expect(startReference(strange)).rejects.toThrow(
    /^the reference load cannot connect: 4 x connect\.connect-error \(/,
  )
  expect(await mark.pids()).toEqual([])
})

test('a trial whose reference load has died fails, instead of going without', async () => {
  const reference = await startReference(fakeTarget({ DIE_AFTER: '40' }), workloadOf(2, 50, 600_000))
  const result = await runTrial(trialOptions(fakeTarget(), workloadOf(3, 20, 3000), { reference }))
  expect(result).toMatchObject({ status: 'failed' })
})
