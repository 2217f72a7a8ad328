import { probit } from 'simple-statistics'

const numerator = [
  220.206867912376, 221.213596169931, 112.079291497871, 33.912866078383, 6.37396220353165, 0.700383064443688,
  3.52624965998911e-2,
]
const denominator = [
  440.413735824752, 793.826512519948, 637.333633378831, 296.564248779674, 86.7807322029461, 16.064177579207,
  1.75566716318264, 8.83883476483184e-2,
]

/** From here on the continued fraction is the better one, and so many levels of it are enough. */
const farOut = 4
const levels = 100

/**
 * The probability that a standard normal variable is at most `z`, to 12 digits, small tails included: by the rational function
 * of J. F. Hart, Computer Approximations, 1968, algorithm 5666, and further out by Laplace's continued fraction
 * (M. Abramowitz and I. A. Stegun, formula 26.2.14). The table of simple-statistics has four digits, too few to
 * be multiplied by Holm's factors.
 */
export function normalProbability(z: number): number {
  const distance = Math.abs(z)
  const tail = Math.exp((-distance * distance) / 2) * millsRatio(distance)
  return z > 0 ? 1 - tail : tail
}

/** The tail beyond z divided by exp(-z² / 2). */
function millsRatio(z: number): number {
  if (z < farOut) return polynomial(numerator, z) / polynomial(denominator, z)
  let fraction = z
  for (let level = levels; level >= 1; level--) fraction = z + level / fraction
  return 1 / (fraction * Math.sqrt(2 * Math.PI))
}

function polynomial(coefficients: readonly number[], z: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * z + coefficient, 0)
}

/**
 * The standard normal quantile: the z with `normalProbability(z) === p`. `probit` of simple-statistics is right to about
 * three digits; Halley's method makes them all.
 */
export function normalQuantile(p: number): number {
  if (p <= 0 || p >= 1) return p <= 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  let z = probit(p)
  for (let step = 0; step < 4; step++) {
    const error = (normalProbability(z) - p) * Math.sqrt(2 * Math.PI) * Math.exp((z * z) / 2)
    z -= error / (1 + (z * error) / 2)
  }
  return z
}
