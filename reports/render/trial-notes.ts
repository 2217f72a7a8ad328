import type { TrialResult } from '../../load/trial-result.ts'
import type { Result } from '../report.ts'
import { failureText } from './account.ts'
import type { Footnotes } from './footnotes.ts'
import { sanitize } from './sanitize.ts'

/** Names each trial that does not count towards the figures, with its reason. Each line continues the name of a column. */
export function trialNotes(result: Result, footnotes: Footnotes): string[] {
  return result.trials.flatMap((trial, at) => {
    const note = noteOf(trial)
    if (note === undefined) return []
    const marks = trial.status === 'completed' ? '' : trial.warnings.map((warning) => footnotes.mark(warning)).join('')
    return [`, trial ${at + 1} ${note}${marks === '' ? '' : ` ${marks}`}`]
  })
}

function noteOf(trial: TrialResult): string | undefined {
  switch (trial.status) {
    case 'completed':
      return undefined
    case 'invalid': {
      const reasons = trial.reasons.map(({ message, advice }) => sanitize(`${message} ${advice}`))
      return `is invalid and does not count: ${reasons.join(' ')}`
    }
    case 'failed': {
      const failures = failureText([trial.partial?.failures ?? {}])
      const failed = failures === '' ? '' : `; failed until then: ${failures}`
      return `failed (phase ${trial.phase}): ${sanitize(trial.error.code)}: ${sanitize(trial.error.message)}${failed}`
    }
    case 'interrupted':
      return `was interrupted (phase ${trial.phase}) and does not count`
  }
}
