/** How far a sample lies from zero, or two samples from each other, in the unit of the values. */
export interface LocationEstimate {
  readonly estimate: number
  /** Lower end of the interval; -Infinity where there are too few values for the confidence. */
  readonly low: number
  /** Upper end of the interval; Infinity where there are too few values for the confidence. */
  readonly high: number
  /** The probability, at least, with which such an interval holds the true location; as asked for. */
  readonly confidence: number
  /** Two-sided probability of a location at least as far from zero if the true one were zero. */
  readonly p: number
  /** Whether `p` comes from the exact distribution, not from the normal approximation. */
  readonly exact: boolean
}
