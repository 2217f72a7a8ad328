import { mean, median, quantileSorted } from 'simple-statistics'
import { collinearityOf } from '../statistics/collinearity.ts'
import type { Columns } from '../statistics/least-squares.ts'
import { nonNegativeLeastSquares } from '../statistics/nnls.ts'
import { seededRandom } from '../statistics/random.ts'
import type { Cost, CostId } from './cost-model.ts'

/** One workload: how often each operation was done per second, and the CPU time per second that it took, in microseconds. */
export interface CostRow {
  readonly counts: ReadonlyMap<CostId, number>
  readonly micros: number
}

/** A cost with its interval, and the costs that it cannot be told from. */
export interface FittedCost extends Cost {
  readonly partners: readonly CostId[]
}

const resamples = 1000
const seed = 1
/** Above this factor hardly a hundredth of a column is its own: what its coefficient is depends on rounding and noise. */
const mostInflation = 100
/** Which share of the median measured is added to each before errors are made relative; see {@link fitCosts}. */
const floorShare = 0.05
/** Beyond so many standard deviations a workload counts less; 95 % as efficient as least squares where errors are normal. */
const huberTuning = 1.345
const medianDeviationToSigma = 1.4826
/** Errors below half a percent are never called wild. */
const leastSpread = 0.005
const robustRounds = 10

/**
 * Fits what operations cost: non-negative least squares of relative errors, so that a workload that takes little counts as much
 * as one that takes much; but what takes nearly nothing is mostly noise, so errors are relative to what was measured and a
 * twentieth of the median on top. Workloads far off count less ({@link robustFit}).
 *
 * The intervals of 95 % are percentiles of a bootstrap of residuals (B. Efron and R. J. Tibshirani, An Introduction to the
 * Bootstrap, 1993, section 9.4): each of 1,000 times every workload takes what the fit says, and the relative error of some
 * workload, enlarged for the degrees of freedom that the fit has used up. So they hold what varies between workloads, noise of
 * trials and shortcomings of the model alike, as far as it is alike for all of them; trials alone, two or three of each workload,
 * would give intervals that are far too narrow. What all workloads have in common, such as a slow hour, is not in them.
 *
 * A cost whose column is a combination of others (variance inflation above 100) is marked `told: false`; its interval then goes
 * from 0 to what it would be if it stood for any one of those.
 */
export function fitCosts(rows: readonly CostRow[]): FittedCost[] {
  const ids = [...new Set(rows.flatMap(({ counts }) => [...counts].flatMap(([id, count]) => (count > 0 ? [id] : []))))]
  if (ids.length === 0) return []
  const observed = rows.map(({ micros }) => micros)
  const floor = floorShare * median(observed)
  const scales = observed.map((micros) => micros + floor)
  const columns = ids.map((id) => rows.map(({ counts }, at) => (counts.get(id) ?? 0) / (scales[at] ?? 1)))
  const relative = observed.map((micros, at) => micros / (scales[at] ?? 1))
  const { values, weights } = robustFit(columns, relative)
  const drawn = drawFits(columns, relative, values, weights)
  const alike = collinearityOf(columns)
  return ids.map((id, at) => {
    const value = values[at] ?? 0
    const spread = drawn.map((fit) => fit[at] ?? 0).sort((a, b) => a - b)
    const low = Math.min(value, quantileSorted(spread, 0.025))
    const high = Math.max(value, quantileSorted(spread, 0.975))
    const { inflation = 1, partners = [] } = alike[at] ?? {}
    if (inflation <= mostInflation) return { id, value, low, high, told: true, partners: [] }
    const alone = partners.map((partner) => without(columns, relative, partner)[at] ?? 0)
    return {
      ...{ id, value, low: 0, high: Math.max(high, ...alone), told: false },
      partners: partners.flatMap((partner) => ids[partner] ?? []),
    }
  })
}

/**
 * Least squares in which a workload that lies far from the others counts less: Huber's weights, by iteration (P. J. Huber and
 * E. M. Ronchetti, Robust Statistics, 2nd ed., 2009, section 7.8). So one spoiled workload does not bend all costs.
 */
function robustFit(columns: Columns, relative: readonly number[]): { values: number[]; weights: readonly number[] } {
  let weights: readonly number[] = relative.map(() => 1)
  let values = nonNegativeLeastSquares(columns, relative)
  for (let round = 0; round < robustRounds; round++) {
    const sizes = relative.map((value, row) => Math.abs(value - fittedAt(columns, values, row)))
    const spread = Math.max(leastSpread, medianDeviationToSigma * median(sizes))
    weights = sizes.map((size) => Math.min(1, (huberTuning * spread) / size))
    values = weightedFit(columns, relative, weights)
  }
  return { values, weights }
}

function weightedFit(columns: Columns, relative: readonly number[], weights: readonly number[]): number[] {
  const roots = weights.map(Math.sqrt)
  const weighted = (values: readonly number[]) => values.map((value, row) => value * (roots[row] ?? 0))
  return nonNegativeLeastSquares(columns.map(weighted), weighted(relative))
}

function fittedAt(columns: Columns, values: readonly number[], row: number): number {
  return columns.reduce((sum, column, at) => sum + (values[at] ?? 0) * (column[row] ?? 0), 0)
}

/** The coefficients of many fits to what might have been measured as well. */
function drawFits(
  columns: Columns,
  relative: readonly number[],
  values: readonly number[],
  weights: readonly number[],
): number[][] {
  const fitted = relative.map((_, row) => fittedAt(columns, values, row))
  const used = values.filter((value) => value > 0).length
  const enlarged = Math.sqrt(relative.length / Math.max(1, relative.length - used))
  const differences = relative.map((value, row) => value - (fitted[row] ?? 0))
  const errors = differences.map((difference) => (difference - mean(differences)) * enlarged)
  const random = seededRandom(seed)
  const draw = () => errors[Math.floor(random() * errors.length)] ?? 0
  return Array.from({ length: resamples }, () =>
    weightedFit(
      columns,
      fitted.map((value) => value + draw()),
      weights,
    ),
  )
}

function without(columns: Columns, relative: readonly number[], left: number): number[] {
  return nonNegativeLeastSquares(
    columns.map((column, at) => (at === left ? column.map(() => 0) : column)),
    relative,
  )
}
