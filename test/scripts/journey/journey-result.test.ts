import { expect, test } from 'vitest'
import { mergeWorkerLogs } from '../../../load/fleet/merge.ts'
import { Book } from '../../../load/fleet/book.ts'
import { journeyResult, type JourneyEvidence } from '../../../scripts/bench/journey/journey-result.ts'

interface Facts {
  readonly connects?: number
  readonly complete?: boolean
  readonly workers?: number
  readonly counters?: Readonly<Record<string, number>>
}

function evidence({ connects = 2, complete = true, workers = 1, counters = {} }: Facts): JourneyEvidence {
  const book = new Book({ worker: 'abc123', engine: 'gatecrash', script: 'a.yml', run: 'r', target: 't' })
  if (connects > 0) book.count('connects', connects)
  const usage = { instances: [], redis: undefined }
  return {
    // The CPU time is that of the process that runs the test.
    merged: { ...mergeWorkerLogs([book.log(complete)]), workingCpuMicros: 0 },
    counters: { 'vusers.created': 2, 'vusers.completed': 2, ...counters },
    usage: { from: usage, to: usage },
    workers,
    cores: 1,
    startedAt: '2026-11-20T12:00:00.000Z',
    warnings: [],
  }
}

test('a journey whose workers have all written their books is a completed trial', () => {
  const result = journeyResult(evidence({}))
  expect(result.status).toBe('completed')
  expect(result).toMatchObject({ metrics: { 'user.completed': 2, 'user.failed': 0 } })
})

test('a worker without a log makes the trial invalid', () => {
  const result = journeyResult(evidence({ workers: 2 }))
  expect(result).toMatchObject({ status: 'invalid', reasons: [{ code: 'worker-count' }] })
})

test('a log that was cut short makes the trial invalid', () => {
  const result = journeyResult(evidence({ complete: false }))
  expect(result).toMatchObject({ status: 'invalid', reasons: [{ code: 'worker-log-incomplete' }] })
})

test('a generator without CPU time to spare makes the trial invalid', () => {
  const busy = evidence({})
  const result = journeyResult({ ...busy, merged: { ...busy.merged, workingCpuMicros: 1e12 } })
  expect(result).toMatchObject({ status: 'invalid', reasons: [{ code: 'generator-saturated' }] })
})

test('users that failed are told with what Artillery says of them, and leave the trial completed', () => {
  const result = journeyResult(evidence({ counters: { 'vusers.failed': 1, 'errors.ack-timeout': 1 } }))
  expect(result).toMatchObject({
    status: 'completed',
    failures: { 'artillery.ack-timeout': 1 },
    warnings: [{ code: 'users-failed', message: '1 of 2 virtual users failed: 1 x ack-timeout.' }],
  })
})

test('a journey in which nobody connected has no figures', () => {
  const nobody = evidence({ connects: 0, counters: { 'errors.websocket error': 2 } })
  expect(() => journeyResult(nobody)).toThrow('No virtual user connected: 2 x websocket error.')
})
