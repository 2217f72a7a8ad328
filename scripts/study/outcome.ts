import { resultName } from '../../reports/render/study-lines.ts'
import type { Report } from '../../reports/report.ts'

/** Which workloads of a study have fewer completed trials than were planned, and how many of them have none. */
export interface StudyOutcome {
  /** One line for each. */
  readonly shortfalls: readonly string[]
  /** The exit code so far: the signal's reason where it was interrupted, 3 where a workload has no completed trial, else 0. */
  readonly exitCode: number
}

/**
 * Tells how complete a study is. A trial that failed among many costs its workload some certainty, and the study nothing; a workload
 * without any completed trial is missing from what the study was designed for.
 */
export function outcomeOf({ results }: Report, trials: number, signal: AbortSignal): StudyOutcome {
  const counted = results.map((result) => ({
    result,
    completed: result.trials.filter(({ status }) => status === 'completed').length,
  }))
  const shortfalls = counted
    .filter(({ completed }) => completed < trials)
    .map(({ result, completed }) => `${resultName(result)}: ${completed} of ${trials} trials could be used.`)
  if (signal.aborted) return { shortfalls, exitCode: signal.reason as number }
  return { shortfalls, exitCode: counted.some(({ completed }) => completed === 0) ? 3 : 0 }
}
