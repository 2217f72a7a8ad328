import { afterEach, expect, test } from 'vitest'
import { runTrial } from '../../load/trial.ts'
import type { FailedTrial } from '../../load/trial-result.ts'
import type { Workload } from '../../load/workload.ts'
import { externalTarget } from '../../target/external.ts'
import { FailingGateway, type Failing } from '../support/failing-gateway.ts'
import { ProcessMark } from '../support/marked-processes.ts'
import { trialOptions, workloadOf } from '../support/trial-options.ts'

const mark = new ProcessMark()
/** Far longer than a test may take: only an early end ends the trial. */
const endlessMs = 600_000
let gateway: FailingGateway | undefined

afterEach(() => gateway?.stop())

async function failedTrial(failing: Failing, workload: Workload): Promise<FailedTrial> {
  gateway = await FailingGateway.start(failing)
  const result = await runTrial(trialOptions(externalTarget({ urls: [gateway.url] }), workload))
  if (result.status !== 'failed') throw new Error(`the trial has ${result.status}`)
  return result
}

test('a gateway that begins to refuse connects ends the trial long before its schedule', async () => {
  const arrivals = { model: 'open', schedule: { kind: 'constant', arrivalRate: 20, durationMs: endlessMs } } as const
  const workload = {
    ...workloadOf(12_000, 1, 1),
    messages: undefined,
    connects: { warmUpUsers: 0, arrivals, timeoutMs: 5000 },
  }
  const { phase, error } = await failedTrial({ connectsAfter: 30 }, workload)
  expect(phase).toBe('measure')
  expect(error.code).toBe('too-many-errors')
  expect(error.message).toMatch(
    /^\d+ of \d+ operations failed within 5 seconds, more than half in each of them; most often connect\.http-status \(HTTP 400 Bad Request: overloaded/,
  )
  expect(await mark.pids()).toEqual([])
})

test('a gateway that begins to refuse messages ends the trial, and what was measured before is kept', async () => {
  const workload = workloadOf(4, 20, endlessMs, { messages: { acknowledged: true } })
  const { phase, error, partial } = await failedTrial({ messagesAfter: 30 }, workload)
  expect(phase).toBe('measure')
  expect(error).toMatchObject({
    code: 'too-many-errors',
    message: expect.stringContaining('ack.refused (the room is full)') as string,
  })
  expect(partial?.ledger?.delivered).toBeGreaterThan(0)
  expect(await mark.pids()).toEqual([])
})

test('a gateway that begins to refuse messages before anything is counted ends the trial there', async () => {
  const workload = workloadOf(4, 20, 1000, { messages: { acknowledged: true, warmUpMs: endlessMs } })
  const { phase, error } = await failedTrial({ messagesAfter: 30 }, workload)
  expect(phase).toBe('warm-up')
  expect(error.code).toBe('too-many-errors')
  expect(await mark.pids()).toEqual([])
})

test('a gateway that lets nobody in ends the trial while users are still to warm it up', async () => {
  const connects = { warmUpUsers: 12_000, arrivals: { model: 'closed' as const }, timeoutMs: 5000, mostPerSecond: 20 }
  const { phase, error } = await failedTrial({ connectsAfter: 0 }, { ...workloadOf(12_000, 1, 1), connects })
  expect(phase).toBe('connect')
  expect(error.code).toBe('too-many-errors')
  expect(await mark.pids()).toEqual([])
})

test('connections that are lost end the trial, since nobody is left to send', async () => {
  const { phase, error } = await failedTrial({ cutAfter: 30 }, workloadOf(4, 20, endlessMs))
  expect(phase).toBe('measure')
  expect(error).toMatchObject({ code: 'too-many-errors', message: expect.stringContaining('connection.') as string })
  expect(await mark.pids()).toEqual([])
})
