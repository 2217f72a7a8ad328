/** The probabilities of rank sums: entry s is that of at most `least + s`. */
export interface RankSumDistribution {
  /** The least sum there is. */
  readonly least: number
  readonly cumulative: Float64Array
}

const untied = new Map<string, RankSumDistribution>()

/**
 * The distribution of the sum of `size` weights that are drawn without replacement from all of them, every draw being
 * equally likely: that of the rank-sum statistic when the weights are the ranks of both samples together. By
 * counting, one weight after the other, in how many ways so many weights make such a sum. Weights are whole numbers.
 */
export function drawDistribution(weights: readonly number[], size: number): RankSumDistribution {
  const sorted = weights.toSorted((a, b) => a - b)
  const least = sumOf(sorted.slice(0, size))
  const most = sumOf(sorted.slice(sorted.length - size))
  const counts = Array.from({ length: size + 1 }, () => new Float64Array(most + 1))
  const [none] = counts
  if (none !== undefined) none[0] = 1
  sorted.forEach((weight, at) => {
    // From many to few, so that no weight is drawn twice; sums beyond what so many weights can make stay empty.
    for (let drawn = Math.min(size, at + 1); drawn >= 1; drawn--) {
      const fewer = counts[drawn - 1]
      const these = counts[drawn]
      if (fewer === undefined || these === undefined) continue
      const end = Math.min(most, drawn * weight)
      for (let sum = weight; sum <= end; sum++) these[sum] = (these[sum] ?? 0) + (fewer[sum - weight] ?? 0)
    }
  })
  return { least, cumulative: accumulate(counts[size]?.subarray(least) ?? new Float64Array()) }
}

/** The distribution of the rank sum of `size` of `total` values without ties, ranks being 1, 2, 3, ...; kept. */
export function rankSumDistribution(size: number, total: number): RankSumDistribution {
  const key = `${size} of ${total}`
  let distribution = untied.get(key)
  if (distribution === undefined) {
    distribution = drawDistribution(
      Array.from({ length: total }, (_, at) => at + 1),
      size,
    )
    untied.set(key, distribution)
  }
  return distribution
}

function accumulate(counts: Float64Array): Float64Array {
  const all = counts.reduce((sum, count) => sum + count, 0)
  let sum = 0
  return counts.map((count) => (sum += count) / all)
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
