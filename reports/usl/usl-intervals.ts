import { quantileSorted } from 'simple-statistics'
import type { Scaling } from '../scaling.ts'
import { normalQuantile } from '../statistics/normal-distribution.ts'
import { seededRandom } from '../statistics/random.ts'
import { fitUsl, peakOf, type ScalePoint, type Usl } from './usl.ts'

/** A point and the standard error of its throughput, as a share. */
export interface UncertainPoint extends ScalePoint {
  readonly error: number
}

const resamples = 1000
const seed = 1

/**
 * Fits the scalability law to points, with intervals of 95 % where errors are known: percentiles of a parametric bootstrap, in which
 * every throughput varies normally by its standard error (B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993,
 * section 6.5). The law itself is taken to hold. Throws as {@link fitUsl} does.
 */
export function fitUslWithIntervals(points: readonly UncertainPoint[]): Scaling['fit'] {
  const law = fitUsl(points)
  const peak = peakOf(law)
  const drawn = points.every(({ error }) => error > 0) ? drawLaws(points) : []
  const estimate = (parameter: keyof Usl) =>
    intervalOf(
      law[parameter],
      drawn.map((one) => one[parameter]),
    )
  return {
    gamma: estimate('gamma'),
    alpha: estimate('alpha'),
    beta: estimate('beta'),
    ...(peak === undefined ? {} : { peak }),
  }
}

function drawLaws(points: readonly UncertainPoint[]): Usl[] {
  const random = seededRandom(seed)
  // A uniform number may be 0, whose quantile is infinite.
  const normal = () => normalQuantile(Math.max(random(), Number.EPSILON))
  return Array.from({ length: resamples }, () =>
    fitUsl(
      points.map(({ instances, throughput, error }) => {
        return { instances, throughput: throughput * Math.exp(error * normal()) }
      }),
    ),
  )
}

function intervalOf(value: number, drawn: readonly number[]): Scaling['fit']['gamma'] {
  if (drawn.length === 0) return { value }
  const sorted = drawn.toSorted((a, b) => a - b)
  return {
    value,
    low: Math.min(value, quantileSorted(sorted, 0.025)),
    high: Math.max(value, quantileSorted(sorted, 0.975)),
  }
}
