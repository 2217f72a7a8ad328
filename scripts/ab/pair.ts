import type { TrialResult } from '../../load/trial-result.ts'
import type { PairedTrials } from '../../reports/compare/paired-batch.ts'
import { sides, type Sides } from './side.ts'

/** What came of the two trials of a pair. */
export type Pair = Sides<TrialResult>

/** The figures of a pair; `undefined` where one of its trials cannot be used. */
export function figuresOf({ base, head }: Pair): PairedTrials | undefined {
  if (base.status !== 'completed' || head.status !== 'completed') return undefined
  return { base: base.metrics, head: head.metrics }
}

/** Why a pair cannot be used: one clause for each trial that has not completed. */
export function spoiledBy(pair: Pair): string {
  return sides.flatMap((side) => faultOf(pair[side]).map((fault) => `${side} ${fault}`)).join('; ')
}

function faultOf(trial: TrialResult): string[] {
  switch (trial.status) {
    case 'completed':
      return []
    case 'invalid':
      return [`invalid: ${trial.reasons.map(({ message }) => message).join(' ')}`]
    case 'failed':
      return [`failed (${trial.phase}): ${trial.error.message}`]
    case 'interrupted':
      return [`interrupted (${trial.phase})`]
  }
}
