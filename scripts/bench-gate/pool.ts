import type { PairedTrials } from '../../reports/compare/paired-batch.ts'

/** Pairs that were really measured, of the gateway against itself burning a known amount of CPU more per message. */
export interface Pool {
  /** How much more CPU per message was asked for, as a share of what a message costs; 0 compares equal versions. */
  readonly slowdown: number
  /** What that was for each pair, in microseconds per message: the share of what a message cost at the time. */
  readonly burnMicros: readonly number[]
  /** In the order in which they were measured. */
  readonly pairs: readonly PairedTrials[]
}

/** Everything that one run of the bench has measured. */
export interface Pools {
  readonly pools: readonly Pool[]
  /** Median duration of a pair, in seconds. */
  readonly pairSeconds: number
  /** Pairs of which a trial could not be used. */
  readonly discardedPairs: number
}
