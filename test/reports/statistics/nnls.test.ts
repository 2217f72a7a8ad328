import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dot, leastSquares, norm, type Columns } from '../../../reports/statistics/least-squares.ts'
import { nonNegativeLeastSquares } from '../../../reports/statistics/nnls.ts'

interface Case {
  readonly columns: number[][]
  readonly observed: number[]
  readonly coefficients: number[]
  readonly residual: number
}

const cases = JSON.parse(readFileSync(new URL('reference/nnls.json', import.meta.url), 'utf8')) as Case[]

function residualsOf(columns: Columns, coefficients: readonly number[], observed: readonly number[]): number[] {
  return observed.map(
    (value, row) =>
      value -
      dot(
        coefficients,
        columns.map((column) => column[row] ?? 0),
      ),
  )
}

const figure = fc.double({ min: -10, max: 10, noNaN: true }).map((value) => Math.round(value * 100) / 100)
const problem = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 6 })).chain(([rows, columns]) =>
  fc.record({
    columns: fc.array(fc.array(figure, { minLength: rows, maxLength: rows }), {
      minLength: columns,
      maxLength: columns,
    }),
    observed: fc.array(figure, { minLength: rows, maxLength: rows }),
  }),
)

describe('nonNegativeLeastSquares', () => {
  test.each(cases)('finds what scipy finds (case %#)', ({ columns, observed, coefficients, residual }) => {
    const found = nonNegativeLeastSquares(columns, observed)
    for (const [at, value] of coefficients.entries()) expect(found[at]).toBeCloseTo(value, 8)
    expect(norm(residualsOf(columns, found, observed))).toBeCloseTo(residual, 8)
  })

  test('meets the conditions of Karush, Kuhn and Tucker, whatever the columns', () => {
    fc.assert(
      fc.property(problem, ({ columns, observed }) => {
        const found = nonNegativeLeastSquares(columns, observed)
        const rest = residualsOf(columns, found, observed)
        for (const [at, column] of columns.entries()) {
          const coefficient = found[at] ?? Number.NaN
          const slope = dot(column, rest) / (norm(column) * norm(observed) || 1)
          expect(coefficient).toBeGreaterThanOrEqual(0)
          expect(slope).toBeLessThan(1e-6)
          if (coefficient > 0) expect(slope).toBeGreaterThan(-1e-6)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('finds what least squares find where those are not negative', () => {
    fc.assert(
      fc.property(problem, ({ columns, observed }) => {
        const { coefficients, residuals } = leastSquares(columns, observed)
        fc.pre(coefficients.every((value) => value >= 0))
        const found = nonNegativeLeastSquares(columns, observed)
        expect(norm(residualsOf(columns, found, observed))).toBeCloseTo(norm(residuals), 6)
      }),
    )
  })

  test('does not mind how large columns are', () => {
    const [first] = cases
    const { columns, observed, coefficients } = first ?? { columns: [], observed: [], coefficients: [] }
    const sizes = [1e-9, 1, 1e9]
    const sized = columns.map((column, at) => column.map((value) => value * (sizes[at] ?? 1)))
    const found = nonNegativeLeastSquares(sized, observed).map((value, at) => value * (sizes[at] ?? 1))
    for (const [at, value] of coefficients.entries()) expect(found[at]).toBeCloseTo(value, 8)
  })

  test('gives a column of zeros nothing', () => {
    expect(
      nonNegativeLeastSquares(
        [
          [0, 0],
          [1, 1],
        ],
        [2, 2],
      ),
    ).toEqual([0, expect.closeTo(2, 12)])
  })
})

describe('leastSquares', () => {
  test('fits the stack loss data as R does: lm(stack.loss ~ .)', () => {
    const air = [80, 80, 75, 62, 62, 62, 62, 62, 58, 58, 58, 58, 58, 58, 50, 50, 50, 50, 50, 56, 70]
    const water = [27, 27, 25, 24, 22, 23, 24, 24, 23, 18, 18, 17, 18, 19, 18, 18, 19, 19, 20, 20, 20]
    const acid = [89, 88, 90, 87, 87, 87, 93, 93, 87, 80, 89, 88, 82, 93, 89, 86, 72, 79, 80, 82, 91]
    const loss = [42, 37, 37, 28, 18, 18, 19, 20, 15, 14, 14, 13, 11, 12, 8, 7, 8, 8, 9, 15, 15]
    const { coefficients, residuals } = leastSquares([air.map(() => 1), air, water, acid], loss)
    const expected = [-39.91967, 0.7156402, 1.295286, -0.1521225]
    for (const [at, value] of expected.entries()) expect(coefficients[at]).toBeCloseTo(value, 5)
    expect(dot(residuals, residuals)).toBeCloseTo(178.83, 2)
  })

  test('gives nothing to a column that is a combination of earlier ones', () => {
    const { coefficients, residuals } = leastSquares(
      [
        [1, 1, 1],
        [1, 2, 3],
        [3, 5, 7],
      ],
      [2, 4, 6],
    )
    expect(coefficients[2]).toBe(0)
    expect(norm(residuals)).toBeCloseTo(0, 12)
  })
})
