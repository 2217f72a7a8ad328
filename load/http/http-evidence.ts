import type { TargetUsage } from '../../target/target.ts'
import type { HttpRequestName } from './http-plan.ts'
import type { HttpReading, HttpReport } from './protocol.ts'

/** One reading of target and workers at about the same time. */
export interface HttpSpanEnd {
  readonly target: TargetUsage
  readonly workers: readonly HttpReading[]
}

/** What was seen of one kind of request: a reading at each end of the window, and what became of the requests. */
export interface HttpEvidence {
  readonly request: HttpRequestName
  readonly from: HttpSpanEnd
  readonly to: HttpSpanEnd
  /** One report per worker. */
  readonly reports: readonly HttpReport[]
}
