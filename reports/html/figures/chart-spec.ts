/** What the script of a page draws: data and words only, so that everything is decided, and tested, before. */
export interface ChartSpec {
  /** Names of the points, as hovering shows them: "99.9 %", "3 s". */
  readonly names: readonly string[]
  /** Positions of the points, rising. */
  readonly x: readonly number[]
  readonly xLabel: string
  /** Position and text of each tick; the chart picks its own where there are none. */
  readonly xTicks: readonly (readonly [number, string])[]
  readonly yLabel: string
  /** Printed after a value when hovering. */
  readonly unit: string
  readonly yScale: 'linear' | 'log'
  /** Whether to mark each point: where there are few. */
  readonly hasPoints: boolean
  readonly lines: readonly ChartLine[]
  readonly bands: readonly ChartBand[]
}

/** A line of a chart; `null` where it has no point, and it may end before the others. */
export interface ChartLine {
  readonly label: string
  /** Which colour of the theme, from 1. */
  readonly color: number
  /** Which pattern of dashes, from 1: no two lines are told apart by colour alone. */
  readonly dash: number
  readonly values: readonly (number | null)[]
  /** A thin line behind the others, without a name: a single trial. */
  readonly isFaint: boolean
}

/** A filled area between two bounds, behind the lines. */
export interface ChartBand {
  readonly color: number
  readonly low: readonly (number | null)[]
  readonly high: readonly (number | null)[]
}

/** How many colours and dash patterns there are; more lines begin again. */
export const distinctLines = 6

/** The place of the n-th line, from 0, among the colours or the dashes. */
export function cycle(n: number): number {
  return (n % distinctLines) + 1
}
