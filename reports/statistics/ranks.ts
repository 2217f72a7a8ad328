/** The ranks of values, doubled so that the midranks of ties are whole numbers. */
export interface DoubledRanks {
  /** In the order of the values. */
  readonly ranks: readonly number[]
  /** How many values share a value, for each that is shared. */
  readonly ties: readonly number[]
}

/** Ranks values from 2 for the smallest in steps of 2; equal ones get the mean of the ranks that they share. */
export function doubledRanks(values: readonly number[]): DoubledRanks {
  const order = values.map((value, at) => ({ value, at })).sort((a, b) => a.value - b.value)
  const ranks = new Array<number>(values.length)
  const ties: number[] = []
  for (let from = 0; from < order.length;) {
    let end = from + 1
    while (end < order.length && order[end]?.value === order[from]?.value) end++
    // The mean of ranks from + 1 to end, doubled.
    for (const { at } of order.slice(from, end)) ranks[at] = from + 1 + end
    if (end - from > 1) ties.push(end - from)
    from = end
  }
  return { ranks, ties }
}

/** The sum of t³ - t over groups of t ties, by which the normal approximations of rank tests reduce their variance. */
export function tieTerm(ties: readonly number[]): number {
  return ties.reduce((sum, size) => sum + size ** 3 - size, 0)
}
