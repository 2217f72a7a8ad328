import { dot, leastSquares, norm, type Columns } from './least-squares.ts'

/** How small a slope counts as none, as a share of the lengths of column and observed values. */
const slopeTolerance = 1e-11

/**
 * The coefficients, none below 0, of the columns that come nearest to the observed values by the sum of squared differences:
 * the active-set method NNLS (C. L. Lawson and R. J. Hanson, Solving Least Squares Problems, 1974, chapter 23).
 *
 * Columns may differ in size by any factor; those of zeros, and those that are combinations of others, may get 0.
 */
export function nonNegativeLeastSquares(columns: Columns, observed: readonly number[]): number[] {
  const lengths = columns.map(norm)
  const scaled = columns.map((column, at) => column.map((value) => value / (lengths[at] || 1)))
  const solution = solve(scaled, observed)
  return solution.map((value, at) => value / (lengths[at] || 1))
}

function solve(columns: Columns, observed: readonly number[]): number[] {
  let current = columns.map(() => 0)
  const free = new Set<number>()
  // A column that is let in and pushed out at once is one whose slope is an error of rounding.
  const barred = new Set<number>()
  for (;;) {
    const next = steepest(columns, residualsOf(columns, current, observed), (at) => free.has(at) || barred.has(at))
    if (next === undefined) return current
    free.add(next)
    const before = current
    current = advance(columns, observed, current, free)
    if (!free.has(next) || (current[next] ?? 0) <= 0) {
      free.delete(next)
      barred.add(next)
      current = before
    } else barred.clear()
  }
}

/** Goes towards the best coefficients of the free columns, and stops freeing those that would fall below 0 on the way. */
function advance(columns: Columns, observed: readonly number[], from: readonly number[], free: Set<number>): number[] {
  let current = [...from]
  while (free.size > 0) {
    const chosen = [...free]
    const { coefficients } = leastSquares(
      chosen.map((at) => columns[at] ?? []),
      observed,
    )
    const best = new Map(chosen.map((at, index) => [at, coefficients[index] ?? 0]))
    const steps = chosen.flatMap((at) => {
      const aim = best.get(at) ?? 0
      const now = current[at] ?? 0
      return aim > 0 ? [] : [{ at, step: now === 0 ? 0 : now / (now - aim) }]
    })
    const step = Math.min(1, ...steps.map((one) => one.step))
    current = current.map((now, at) => (free.has(at) ? now + step * ((best.get(at) ?? 0) - now) : 0))
    if (steps.length === 0) return current
    for (const one of steps) {
      if (one.step > step) continue
      free.delete(one.at)
      current[one.at] = 0
    }
  }
  return current
}

/** The column that lowers the sum of squares fastest; `undefined` where none does. */
function steepest(
  columns: Columns,
  residuals: readonly number[],
  isTaken: (at: number) => boolean,
): number | undefined {
  let steepestSlope = slopeTolerance * norm(residuals)
  let chosen: number | undefined
  for (const [at, column] of columns.entries()) {
    const slope = isTaken(at) ? 0 : dot(column, residuals)
    if (slope > steepestSlope) {
      steepestSlope = slope
      chosen = at
    }
  }
  return chosen
}

function residualsOf(columns: Columns, coefficients: readonly number[], observed: readonly number[]): number[] {
  return observed.map((value, row) =>
    columns.reduce((rest, column, at) => rest - (coefficients[at] ?? 0) * (column[row] ?? 0), value),
  )
}
