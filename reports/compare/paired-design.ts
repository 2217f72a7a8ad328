/** One batch of pairs: the first one finds a change, the confirmation must find it again with pairs of its own. */
export interface PairedBatch {
  readonly name: 'first' | 'confirmation'
  readonly pairs: number
  /** After how many pairs the batch was judged. */
  readonly looks: readonly number[]
}

/**
 * How base and head were measured in pairs, and why that ended. The two trials of a pair run at the same time on the same CPUs,
 * their messages taking turns, so that whatever the machine does befalls both alike.
 */
export interface PairedDesign {
  readonly batches: readonly PairedBatch[]
  /** Pairs of which a trial could not be used. */
  readonly discardedPairs: number
  /** The error probability that one look may use; all looks of a batch together use at most 1 - `confidence` of the effects. */
  readonly alphaPerLook: number
  /** `clear`: more pairs would change nothing. `looks`: there was no further look to take. */
  readonly stoppedBecause: 'clear' | 'looks' | 'budget' | 'interrupted'
  /** The budget, in minutes. */
  readonly maxMinutes: number
}
