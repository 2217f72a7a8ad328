import { leastSquares, norm, type Columns } from './least-squares.ts'

/** How far a column can be made of the others. */
export interface Collinearity {
  /**
   * The variance inflation factor, of columns that are not centred: how many times larger the variance of this coefficient is
   * than it would be if no other column resembled this one. Infinite where the column is a combination of others.
   */
  readonly inflation: number
  /** The columns it is made of, by number: those that stand for a tenth of it or more. */
  readonly partners: readonly number[]
}

const partnersShare = 0.1
/** Below this share a column's own part is an error of rounding. */
const leastOwnShare = 1e-10

/**
 * Says of each column how far it is a combination of the others (D. A. Belsley, E. Kuh and R. E. Welsch, Regression Diagnostics, 1980,
 * section 3.2). No column may consist of zeros.
 */
export function collinearityOf(columns: Columns): Collinearity[] {
  const lengths = columns.map(norm)
  const scaled = columns.map((column, at) => column.map((value) => value / (lengths[at] ?? 1)))
  return scaled.map((column, at) => {
    const others = scaled.map((_, other) => other).filter((other) => other !== at)
    const { coefficients, residuals } = leastSquares(
      others.map((other) => scaled[other] ?? []),
      column,
    )
    const own = norm(residuals)
    const partners = others.filter((_, index) => Math.abs(coefficients[index] ?? 0) >= partnersShare)
    return { inflation: own <= leastOwnShare ? Infinity : 1 / (own * own), partners }
  })
}
