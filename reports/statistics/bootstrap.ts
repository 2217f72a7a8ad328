import { quantileSorted } from 'simple-statistics'
import { normalProbability, normalQuantile } from './normal-distribution.ts'
import { seededRandom } from './random.ts'

/** How to draw the interval of {@link bootstrapInterval}. */
export interface BootstrapOptions {
  readonly confidence: number
  /** How many samples to draw; 2,000 or more for 95 %. */
  readonly resamples: number
  readonly seed: number
}

/**
 * An interval for any statistic of independent values: the bias-corrected and accelerated bootstrap, BCa
 * (B. Efron, Better bootstrap confidence intervals, JASA 82, 1987; B. Efron and R. J. Tibshirani, An Introduction to the
 * Bootstrap, 1993, chapter 14). Quantiles are those of simple-statistics (type 7, as R's default). The same
 * seed gives the same interval. For the location of pairs or samples take `signedRank` and `rankSum`, which are exact.
 *
 * It assumes nothing about the distribution, but reaches its confidence only with some 20 values or more. Where
 * the statistic is the same in all resamples the interval is that point.
 *
 * Throws a `RangeError` where there is no value or no resample.
 */
export function bootstrapInterval(
  sample: readonly number[],
  statistic: (sample: readonly number[]) => number,
  { confidence, resamples, seed }: BootstrapOptions,
): { low: number; high: number } {
  if (sample.length === 0 || resamples < 1) throw new RangeError('a bootstrap needs values and at least one resample')
  const observed = statistic(sample)
  const drawn = drawStatistics(sample, statistic, resamples, seed)
  const bias = normalQuantile(midRank(drawn, observed) / resamples)
  const acceleration = accelerationOf(sample, statistic)
  const at = (p: number) => quantileSorted(drawn, corrected(p, bias, acceleration))
  return { low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) }
}

function drawStatistics(
  sample: readonly number[],
  statistic: (sample: readonly number[]) => number,
  resamples: number,
  seed: number,
): number[] {
  const random = seededRandom(seed)
  const draw = () => sample.map(() => sample[Math.floor(random() * sample.length)] ?? Number.NaN)
  return Array.from({ length: resamples }, () => statistic(draw())).sort((a, b) => a - b)
}

/** How many of the values in order lie below a point, those equal to it by half; never none and never all. */
function midRank(sorted: readonly number[], point: number): number {
  const below = sorted.filter((value) => value < point).length
  const equal = sorted.filter((value) => value === point).length
  return Math.min(sorted.length - 0.5, Math.max(0.5, below + equal / 2))
}

/** The skewness of the statistic by leaving out one value at a time (Efron and Tibshirani, formula 14.15). */
function accelerationOf(sample: readonly number[], statistic: (sample: readonly number[]) => number): number {
  if (sample.length < 2) return 0
  const without = sample.map((_, at) => statistic(sample.toSpliced(at, 1)))
  const mean = without.reduce((sum, value) => sum + value, 0) / without.length
  const squares = without.reduce((sum, value) => sum + (mean - value) ** 2, 0)
  const cubes = without.reduce((sum, value) => sum + (mean - value) ** 3, 0)
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5)
}

function corrected(p: number, bias: number, acceleration: number): number {
  const shifted = bias + normalQuantile(p)
  return normalProbability(bias + shifted / (1 - acceleration * shifted))
}
