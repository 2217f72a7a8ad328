import type { TrialResult } from '../../load/trial-result.ts'
import type { Result } from '../report.ts'
import { failureText } from './account.ts'
import type { Footnotes } from './footnotes.ts'
import { sanitize } from './sanitize.ts'

/**
 * Names each trial that does not count towards the figures, with its reason, and then what to do about the reasons:
 * each advice once, since trials are often invalid for the same one. Each line continues the name of a column.
 */
export function trialNotes(result: Result, footnotes: Footnotes): string[] {
  const notes = result.trials.flatMap((trial, at) => {
    const note = noteOf(trial)
    if (note === undefined) return []
    // An invalid trial's warnings are about figures that are not shown.
    const warnings = trial.status === 'failed' || trial.status === 'interrupted' ? trial.warnings : []
    const marks = warnings.map((warning) => footnotes.mark(warning)).join('')
    return [`, trial ${at + 1} ${note}${marks === '' ? '' : ` ${marks}`}`]
  })
  const reasons = result.trials.flatMap((trial) => (trial.status === 'invalid' ? trial.reasons : []))
  const advice = new Set(reasons.map((reason) => `, to do: ${sanitize(reason.advice)}`))
  return [...notes, ...advice]
}

function noteOf(trial: TrialResult): string | undefined {
  switch (trial.status) {
    case 'completed':
      return undefined
    case 'invalid':
      return `is invalid and does not count: ${trial.reasons.map(({ message }) => sanitize(message)).join(' ')}`
    case 'failed': {
      const failures = failureText([trial.partial?.failures ?? {}])
      const failed = failures === '' ? '' : `; failed until then: ${failures}`
      return `failed (phase ${trial.phase}): ${sanitize(trial.error.code)}: ${sanitize(trial.error.message)}${failed}`
    }
    case 'interrupted':
      return `was interrupted (phase ${trial.phase}) and does not count`
  }
}
