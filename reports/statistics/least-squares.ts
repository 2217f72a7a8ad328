/** A matrix by its columns, each with one value per observation. */
export type Columns = readonly (readonly number[])[]

/** The share of a column's length that must be its own for it to get a coefficient. */
const leastOwnShare = 1e-10
/** A column that keeps more of its length than this has lost no digits to cancellation. */
const keptShare = 0.7

/** What a fit found. */
export interface LeastSquares {
  /** One per column; 0 for a column that is a combination of earlier ones. */
  readonly coefficients: readonly number[]
  /** Observed less fitted, one per observation. */
  readonly residuals: readonly number[]
}

/**
 * Coefficients of the columns that come nearest to the observed values, by the sum of squared differences.
 *
 * The columns are made orthogonal one after the other by Gram and Schmidt's modified process, again where most of a column went into
 * earlier ones, which is as exact as Householder's (Å. Björck, Numerical Methods for Least Squares Problems, 1996, section 2.4).
 */
export function leastSquares(columns: Columns, observed: readonly number[]): LeastSquares {
  const directions: { readonly column: number; readonly unit: readonly number[]; readonly above: readonly number[] }[] =
    []
  const shares: number[] = []
  let residuals = [...observed]
  for (const [column, values] of columns.entries()) {
    const above = directions.map(() => 0)
    const whole = norm(values)
    let own: readonly number[] = values
    let length = whole
    for (let pass = 0, before = Infinity; pass < 2 && length < keptShare * before; pass++) {
      before = length
      for (const [at, { unit }] of directions.entries()) {
        const share = dot(unit, own)
        above[at] = (above[at] ?? 0) + share
        own = less(own, share, unit)
      }
      length = norm(own)
    }
    if (length <= leastOwnShare * whole) continue
    const unit = own.map((value) => value / length)
    directions.push({ column, unit, above: [...above, length] })
    const share = dot(unit, residuals)
    shares.push(share)
    residuals = less(residuals, share, unit)
  }
  const coefficients = columns.map(() => 0)
  for (let at = directions.length - 1; at >= 0; at--) {
    const later = directions.slice(at + 1)
    const sum = later.reduce((rest, { column, above }) => rest - (above[at] ?? 0) * (coefficients[column] ?? 0), 0)
    const direction = directions[at]
    if (direction !== undefined) {
      coefficients[direction.column] = ((shares[at] ?? 0) + sum) / (direction.above[at] ?? 1)
    }
  }
  return { coefficients, residuals }
}

/** The sum of products of two lists of the same length. */
export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0)
  return sum
}

/** The length of a vector. */
export function norm(values: readonly number[]): number {
  return Math.sqrt(dot(values, values))
}

function less(values: readonly number[], share: number, unit: readonly number[]): number[] {
  return values.map((value, at) => value - share * (unit[at] ?? 0))
}
