import type { Report, Result } from '../report.ts'
import type { ReportIdentity, Side, Verdict } from './comparison.ts'

/** The name and version of the trend format. */
export const trendSchemaId = 'gatecrash/trend@1'

/** One metric over several reports, oldest first as they were given. */
export interface MetricTrend {
  readonly id: string
  readonly gated: boolean
  /** One per report; null where that report has no such figure. */
  readonly points: readonly (Side | null)[]
  /** The last report against the first; absent for a metric that has no better direction. */
  readonly sinceFirst?: Verdict
  /** The last report against the one before it; absent for a metric that has no better direction. */
  readonly sincePrevious?: Verdict
}

/** One scenario on one target by one transport over several reports. */
export interface ResultTrend {
  readonly scenario: string
  readonly question: string
  readonly target: string
  readonly instances: number
  readonly adapter: string
  readonly transport: Result['transport']
  readonly metrics: readonly MetricTrend[]
}

/** Three or more reports side by side. Plain data: it is what `--format json` prints. */
export interface Trend {
  readonly schema: typeof trendSchemaId
  readonly reports: readonly (ReportIdentity & { readonly environment: Report['environment'] })[]
  readonly gated: readonly string[]
  /** The last report against the first, over gated metrics. */
  readonly verdict: Verdict
  readonly results: readonly ResultTrend[]
}
