import type { Environment, Result, Subject, Tool } from '../report.ts'
import type { PairedDesign } from './paired-design.ts'

/** The name and version of the comparison format. */
export const comparisonSchemaId = 'gatecrash/comparison@1'

/**
 * What may be said of a metric, a result or a whole comparison.
 *
 * - `worse`, `better`: the interval of the change excludes no change, and the estimate is beyond the practical limit;
 * - `same`: no such change, and the interval is narrow enough to have shown one: it reaches no further to either side of its
 *   middle than the practical limit;
 * - `unknown`: the interval reaches further, or the machine ran at another speed, so more or otherwise has to be measured;
 * - `incomparable`: base and head were not measured alike.
 */
export type Verdict = 'better' | 'worse' | 'same' | 'unknown' | 'incomparable'

/** How one metric changed from base to head; positive where head's figure is the greater one. */
export interface Effect {
  /** `relative`: shares of the base value, so 0.1 is 10 % more. `absolute`: amounts in the metric's unit. */
  readonly kind: 'relative' | 'absolute'
  readonly estimate: number
  /** Lower end of the interval; null where there are too few trials to bound it. */
  readonly low: number | null
  /** Upper end of the interval; null where there are too few trials to bound it. */
  readonly high: number | null
  /** The least change worth acting on, in the same terms; not negative. */
  readonly limit: number
  /** The probability with which such an interval holds the true change, as aimed at: 0.95. */
  readonly confidence: number
  /** Two-sided probability of a difference as great as this one if nothing had changed. */
  readonly p: number
  /** `p` after Holm's correction over all gated metrics; absent for a metric that is not gated. */
  readonly adjustedP?: number
}

/** The figures of one side: the median over completed trials and its interval, in the metric's unit. */
export interface Side {
  readonly median: number
  readonly low: number
  readonly high: number
  readonly n: number
}

/** One metric in base and head. */
export interface MetricComparison {
  /** Id in the registry of metrics. */
  readonly id: string
  readonly gated: boolean
  /** Absent for a metric that has no better direction: it explains others. */
  readonly verdict?: Verdict
  /** Why it is `unknown` or `incomparable`, and what to do; one sentence without its full stop. */
  readonly reason?: string
  /** Absent where that side has no such figure. */
  readonly base?: Side
  readonly head?: Side
  /** Absent where a side is missing or the two are incomparable. */
  readonly effect?: Effect
}

/** Something about one side that a reader of its figures must know: an invalid trial, dropped sends, lost deliveries. */
export interface SideNote {
  readonly side: 'base' | 'head'
  /** One sentence with its figures, without its full stop, such as "1 of 6 trials is invalid". */
  readonly message: string
}

/** One scenario on one target by one transport, in base and head. */
export interface ResultComparison {
  readonly scenario: string
  readonly question: string
  readonly target: string
  readonly instances: number
  readonly adapter: string
  readonly transport: Result['transport']
  readonly parameters: Result['parameters']
  /** The worst verdict among gated metrics: worse, unknown, incomparable, better, same; `unknown` where there is none. */
  readonly verdict: Verdict
  /** Why base and head were not measured alike, one clause each; empty where they were. */
  readonly incomparable: readonly string[]
  readonly notes: readonly SideNote[]
  /** In the order of the registry: every metric that either side has. */
  readonly metrics: readonly MetricComparison[]
}

/** Where a report came from. */
export interface ReportIdentity {
  /** What to call it: its file, or the name of a baseline. */
  readonly name: string
  readonly createdAt: string
  readonly tool: Tool
  /** What was measured, where that is not the gateway in the folder of the tool. */
  readonly subject?: Subject
}

/** A field of the environment in which base and head differ. */
export interface EnvironmentChange {
  /** Such as `cpu`, `node` or `packages.socket.io`. */
  readonly field: string
  /** As text; `absent` where that side has none. */
  readonly base: string
  readonly head: string
  /** Whether figures of the two cannot be compared because of it. */
  readonly prevents: boolean
}

/** What came of comparing two reports. Plain data: it is what `--format json` prints. */
export interface Comparison {
  readonly schema: typeof comparisonSchemaId
  readonly base: ReportIdentity
  readonly head: ReportIdentity
  /** The environment of head. */
  readonly environment: Environment
  readonly environmentChanges: readonly EnvironmentChange[]
  /** Ids of the metrics that decide, in the order of the registry. */
  readonly gated: readonly string[]
  /** The worst verdict over results that have a gated metric; `incomparable` where no result is in both reports. */
  readonly verdict: Verdict
  readonly results: readonly ResultComparison[]
  /** Results that only one side has, such as `connect, cluster x2 redis, websocket`. */
  readonly onlyInBase: readonly string[]
  readonly onlyInHead: readonly string[]
  /** Present where the two were measured in pairs by `ab`, which then decided by its own rule. */
  readonly paired?: PairedDesign
}
