import { expect, test } from 'vitest'
import type { Report } from '../../../reports/report.ts'
import { exitCodeOf } from '../../../scripts/bench/run.ts'

const running = new AbortController().signal

type Status = Report['results'][number]['trials'][number]['status']

/** A report of one result with such trials and SLO verdicts; nothing else of it decides the exit code. */
function reportOf(statuses: readonly Status[], ...met: readonly boolean[]): Report {
  const trials = statuses.map((status) => ({ status }))
  return { results: [{ trials, slo: met.map((one) => ({ slo: 'x', value: 1, met: one })) }] } as unknown as Report
}

test.each<[string, Report, number, number]>([
  ['all trials completed', reportOf(['completed', 'completed']), 2, 0],
  ['all objectives met', reportOf(['completed'], true, true), 1, 0],
  ['an objective missed', reportOf(['completed'], true, false), 1, 1],
  ['an invalid trial that another one made up for', reportOf(['invalid', 'completed']), 1, 0],
  ['too few valid trials', reportOf(['invalid', 'completed']), 2, 3],
  ['a failed trial', reportOf(['completed', 'failed']), 1, 3],
  ['a failed trial and a missed objective', reportOf(['failed'], false), 1, 3],
])('%s: exit code', (_, report, trials, expected) => {
  expect(exitCodeOf(report, trials, running)).toBe(expected)
})

test('an interrupted run ends with the code of its signal', () => {
  expect(exitCodeOf(reportOf(['completed']), 1, AbortSignal.abort(143))).toBe(143)
})
