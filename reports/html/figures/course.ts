import type { Series } from '../../../load/trial-result.ts'

/** What was measured at one moment of the window, in all trials. */
export type Moment = readonly number[]

const mostPoints = 240
const steps = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600]

/** How many seconds one point has to stand for, so that there are not more points than a chart can show. */
export function stepOf(series: readonly Series[]): number {
  const last = Math.max(0, ...series.map(({ at }) => Math.max(0, ...at))) / 1000
  return steps.find((step) => last / step <= mostPoints) ?? Math.ceil(last / mostPoints)
}

/**
 * The values of several trials by second of the window, `step` seconds together. Readings come a few milliseconds after
 * a full second and belong to it; moments at which nothing was measured are left out.
 */
export function courseOf(series: readonly Series[], step: number): Map<number, Moment> {
  const moments = new Map<number, number[]>()
  for (const { at, values } of series) {
    for (const [n, value] of values.entries()) {
      if (value === null) continue
      const second = Math.floor(Math.round((at[n] ?? 0) / 1000) / step) * step
      const moment = moments.get(second)
      if (moment === undefined) moments.set(second, [value])
      else moment.push(value)
    }
  }
  return moments
}
