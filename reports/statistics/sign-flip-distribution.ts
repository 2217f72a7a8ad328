import type { LowerTail } from './tail.ts'

const untied = new Map<number, LowerTail>()

/**
 * The distribution of the sum of those of some weights that a coin picks, from 0 to half of the sum of all: that of the
 * signed-rank statistic when the weights are ranks. By adding one weight after the other (as in R's `dsignrank`, which
 * does so for ranks without ties). Weights are whole numbers.
 */
export function signFlipDistribution(weights: readonly number[]): LowerTail {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const middle = Math.floor(total / 2)
  const probabilities = new Float64Array(middle + 1)
  probabilities[0] = 1
  let reached = 0
  for (const weight of weights.toSorted((a, b) => a - b)) {
    reached = Math.min(middle, reached + weight)
    for (let sum = reached; sum >= 0; sum--) {
      const without = probabilities[sum] ?? 0
      probabilities[sum] = (without + (probabilities[sum - weight] ?? 0)) / 2
    }
  }
  for (let sum = 1; sum <= middle; sum++) {
    probabilities[sum] = (probabilities[sum] ?? 0) + (probabilities[sum - 1] ?? 0)
  }
  return probabilities
}

/** The distribution of the signed-rank statistic of n values without ties; kept, since simulations ask for it often. */
export function signedRankDistribution(n: number): LowerTail {
  let tail = untied.get(n)
  if (tail === undefined) {
    tail = signFlipDistribution(Array.from({ length: n }, (_, at) => at + 1))
    untied.set(n, tail)
  }
  return tail
}
