import { dot, leastSquares, type Columns } from '../statistics/least-squares.ts'
import { nonNegativeLeastSquares } from '../statistics/nnls.ts'

/** How many instances there were, and what they managed together, in any unit. */
export interface ScalePoint {
  readonly instances: number
  readonly throughput: number
}

/**
 * The Universal Scalability Law: n instances manage gamma n / (1 + alpha (n - 1) + beta n (n - 1))
 * (N. J. Gunther, Guerrilla Capacity Planning, 2007, chapters 4 and 5).
 */
export interface Usl {
  /** What one instance manages, in the unit of the points. */
  readonly gamma: number
  /** Contention: the share of the work that does not get divided. 0 or more. */
  readonly alpha: number
  /** Coherency: what each pair of instances costs, as a share of the work of one. 0 or more. */
  readonly beta: number
}

const mostSteps = 500
const leastProgress = 1e-14
const firstDamping = 1e-3
const mostDamping = 1e12

/** What so many instances manage by the law. */
export function throughputAt({ gamma, alpha, beta }: Usl, instances: number): number {
  return (gamma * instances) / (1 + (instances - 1) * (alpha + beta * instances))
}

/** What each of so many instances manages, as a share of what one alone does. */
export function efficiencyAt(law: Usl, instances: number): number {
  return throughputAt(law, instances) / (instances * law.gamma)
}

/** The number of instances from which on one more makes it worse; `undefined` where there is none. */
export function peakOf({ alpha, beta }: Usl): number | undefined {
  if (beta === 0) return undefined
  return Math.max(1, Math.sqrt(Math.max(0, 1 - alpha) / beta))
}

/**
 * The law that comes nearest to the points by the sum of squared differences in throughput, with alpha and beta not below 0.
 *
 * Starts from the law as a polynomial, n / X = (1 + alpha (n - 1) + beta n (n - 1)) / gamma, and goes on by Levenberg's
 * and Marquardt's method (D. W. Marquardt, SIAM J. Appl. Math. 11, 1963); a parameter at its bound stays there while the
 * sum would fall only beyond it.
 *
 * Throws a `RangeError` with fewer than three different numbers of instances, or where one of them or a throughput is not
 * above 0: the law has three parameters.
 */
export function fitUsl(points: readonly ScalePoint[]): Usl {
  if (new Set(points.map(({ instances }) => instances)).size < 3) {
    throw new RangeError('the scalability law needs throughputs of at least three different numbers of instances')
  }
  const isFine = (value: number) => Number.isFinite(value) && value > 0
  if (!points.every(({ instances, throughput }) => isFine(instances) && isFine(throughput))) {
    throw new RangeError('numbers of instances and throughputs must be above 0')
  }
  let law = startOf(points)
  let sum = squaresOf(law, points)
  let damping = firstDamping
  for (let step = 0; step < mostSteps && damping < mostDamping; step++) {
    const next = stepFrom(law, points, damping)
    const nextSum = squaresOf(next, points)
    if (nextSum > sum) {
      damping *= 10
      continue
    }
    const isThere = sum - nextSum <= leastProgress * sum
    law = next
    sum = nextSum
    damping /= 10
    if (isThere) break
  }
  return law
}

function startOf(points: readonly ScalePoint[]): Usl {
  const columns = [
    points.map(() => 1),
    points.map(({ instances }) => instances - 1),
    points.map(({ instances }) => instances * (instances - 1)),
  ]
  // In proportion to the throughput, differences in n / X weigh about as those in X do.
  const weighted = columns.map((column) => column.map((value, at) => value * (points[at]?.throughput ?? 0)))
  const [inverse = 0, contention = 0, coherency = 0] = nonNegativeLeastSquares(
    weighted,
    points.map(({ instances }) => instances),
  )
  if (inverse > 0) return { gamma: 1 / inverse, alpha: contention / inverse, beta: coherency / inverse }
  const best = Math.max(...points.map(({ instances, throughput }) => throughput / instances))
  return { gamma: best, alpha: 0, beta: 0 }
}

/** One damped step, within the bounds. */
function stepFrom(law: Usl, points: readonly ScalePoint[], damping: number): Usl {
  const residuals = residualsOf(law, points)
  const slopes = slopesOf(law, points)
  const now = [law.gamma, law.alpha, law.beta]
  const moving = now.map((value, at) => at === 0 || value > 0 || dot(slopes[at] ?? [], residuals) > 0)
  const columns = slopes.flatMap((slope, at) => {
    if (moving[at] !== true) return []
    const size = Math.sqrt(damping * dot(slope, slope))
    return [[...slope, ...now.map((_, other) => (other === at ? size : 0))]]
  })
  const { coefficients } = leastSquares(columns, [...residuals, 0, 0, 0])
  let used = 0
  const [gamma = 0, alpha = 0, beta = 0] = now.map((value, at) =>
    moving[at] === true ? value + (coefficients[used++] ?? 0) : value,
  )
  return { gamma: gamma > 0 ? gamma : law.gamma / 2, alpha: Math.max(0, alpha), beta: Math.max(0, beta) }
}

/** How the throughput at each point changes with gamma, alpha and beta. */
function slopesOf(law: Usl, points: readonly ScalePoint[]): Columns {
  const of = (slope: (n: number, throughput: number, divisor: number) => number) =>
    points.map(({ instances: n }) => slope(n, throughputAt(law, n), 1 + (n - 1) * (law.alpha + law.beta * n)))
  return [
    of((_, throughput) => throughput / law.gamma),
    of((n, throughput, divisor) => (-throughput * (n - 1)) / divisor),
    of((n, throughput, divisor) => (-throughput * n * (n - 1)) / divisor),
  ]
}

function residualsOf(law: Usl, points: readonly ScalePoint[]): number[] {
  return points.map(({ instances, throughput }) => throughput - throughputAt(law, instances))
}

function squaresOf(law: Usl, points: readonly ScalePoint[]): number {
  const residuals = residualsOf(law, points)
  return dot(residuals, residuals)
}
