import type { OfferedLoad } from '../../load/offered-load.ts'
import type { TrialResult } from '../../load/trial-result.ts'

/** One trial of a cell. */
export interface Measured {
  readonly trial: TrialResult
  /** What the trial asked of the target, where no workload has said it before. */
  readonly offered?: OfferedLoad | undefined
}
