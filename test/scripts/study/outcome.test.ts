import { expect, test } from 'vitest'
import type { TrialResult } from '../../../load/trial-result.ts'
import { outcomeOf } from '../../../scripts/study/outcome.ts'
import { sampleReport, sampleResult } from '../../support/sample-report.ts'
import { completedTrial } from '../../support/sample-trial.ts'

const completed = completedTrial({})
const failed: TrialResult = {
  status: 'failed',
  startedAt: '2026-01-01T00:00:00.000Z',
  phase: 'probe',
  error: { code: 'not-received', message: '3 of 9 members do not receive what is sent' },
  warnings: [],
  partial: undefined,
}
const running = new AbortController().signal
const study = (...trials: readonly (readonly TrialResult[])[]) =>
  sampleReport({ results: trials.map((each) => sampleResult({ trials: each })) })

test('a study with all of its trials is complete', () => {
  expect(outcomeOf(study([completed, completed]), 2, running)).toEqual({ exitCode: 0, shortfalls: [] })
})

test('a workload with fewer trials is told, and the study goes on', () => {
  const { exitCode, shortfalls } = outcomeOf(study([completed, completed], [completed, failed]), 2, running)
  expect(exitCode).toBe(0)
  expect(shortfalls).toEqual([expect.stringMatching(/^fan-out, .*: 1 of 2 trials could be used\.$/)])
})

test('a workload without any is missing, and nothing can be made of the study', () => {
  expect(outcomeOf(study([completed], [failed]), 1, running)).toMatchObject({
    exitCode: 3,
    shortfalls: [expect.any(String)],
  })
})

test('an interrupted study ends with the code of the signal', () => {
  const interrupted = new AbortController()
  interrupted.abort(130)
  expect(outcomeOf(study([completed]), 2, interrupted.signal).exitCode).toBe(130)
})
