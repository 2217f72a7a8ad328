/**
 * An interval for a probability of which `successes` in `n` independent tries are known: Clopper and Pearson's, which holds
 * it with at least that confidence whatever it is (C. J. Clopper and E. S. Pearson, Biometrika 26, 1934; R: `binom.test`).
 * Wilson's is shorter, but falls short of its confidence for probabilities near 0 and 1, where false alarms lie.
 *
 * Throws a `RangeError` unless 0 <= successes <= n are whole numbers and n is at least 1.
 */
export function proportionInterval(successes: number, n: number, confidence: number): { low: number; high: number } {
  if (!Number.isInteger(successes) || !Number.isInteger(n) || successes < 0 || n < 1 || successes > n) {
    throw new RangeError(`a proportion needs whole numbers of successes and tries; got ${successes} of ${n}`)
  }
  const tail = (1 - confidence) / 2
  // The low end makes as many successes, or more, just too improbable; the high end as few, or fewer.
  const low = successes === 0 ? 0 : solve((p) => 1 - atMost(successes - 1, n, p) - tail)
  const high = successes === n ? 1 : solve((p) => tail - atMost(successes, n, p))
  return { low, high }
}

/** Where a function of a probability, rising from below zero to above, is zero; by halving, to the last digit. */
function solve(rising: (p: number) => number): number {
  let [from, to] = [0, 1]
  for (;;) {
    const middle = (from + to) / 2
    if (middle <= from || middle >= to) return middle
    if (rising(middle) < 0) from = middle
    else to = middle
  }
}

/** The probability of at most k successes; by logarithms, since a single outcome of many can be too improbable for a double. */
function atMost(k: number, n: number, p: number): number {
  let ways = 0
  let sum = 0
  for (let i = 0; i <= k; i++) {
    if (i > 0) ways += Math.log(n - i + 1) - Math.log(i)
    sum += Math.exp(ways + i * Math.log(p) + (n - i) * Math.log1p(-p))
  }
  return Math.min(1, sum)
}
