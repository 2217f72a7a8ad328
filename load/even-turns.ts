/**
 * In which order parties take turns so that each always has had its share as nearly as turns can be dealt: one round,
 * after which the order repeats. The parties are named by their position in `weights`.
 *
 * After any number of turns a party has had less than one turn more or less than its share. `weights` are whole numbers;
 * a party of weight 0 has no turn, and the round is as long as the sum over the greatest common divisor.
 * Throws a `RangeError` for other numbers, and where the sum is 0.
 *
 * Source: R. Tijdeman, "The chairman assignment problem", Discrete Mathematics 32 (1980), 323-330: of those who lag by
 * 1 / (2n - 2) of a turn the one whose turn is due first.
 */
export function evenTurns(weights: readonly number[]): Uint16Array {
  if (!weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0)) {
    throw new RangeError(`weights must be whole numbers: ${weights.join(', ')}`)
  }
  const divisor = weights.reduce(greatestCommonDivisor, 0)
  if (divisor === 0) throw new RangeError('nobody can take turns where all weights are 0')
  const parties = weights.flatMap((weight, party) => (weight > 0 ? [{ party, weight: weight / divisor }] : []))
  const length = parties.reduce((sum, { weight }) => sum + weight, 0)
  const slack = Math.max(2, 2 * parties.length - 2)
  const taken = new Float64Array(weights.length)
  return Uint16Array.from({ length }, (_, turn) => {
    let first = -1
    let earliest = Infinity
    for (const { party, weight } of parties) {
      const had = taken[party] ?? 0
      const lag = weight * (turn + 1) - length * had
      const dueBy = (had + 1 - 1 / slack) / weight
      if (lag * slack < length || dueBy >= earliest) continue
      first = party
      earliest = dueBy
    }
    taken[first] = (taken[first] ?? 0) + 1
    return first
  })
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other)
}
