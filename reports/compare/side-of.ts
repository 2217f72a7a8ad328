import { medianInterval } from '../statistics/median-interval.ts'
import type { Result } from '../report.ts'
import type { Side } from './comparison.ts'

/** The values of a metric in the completed trials of a result that have it. */
export function valuesOf({ trials }: Result, id: string): number[] {
  return trials.flatMap((trial) => (trial.status === 'completed' ? (trial.metrics[id] ?? []) : []))
}

/** The figures of one side; null where there is no value. Throws as {@link medianInterval} does. */
export function sideOf(values: readonly number[]): Side | null {
  if (values.length === 0) return null
  const { median, low, high, n } = medianInterval(values)
  return { median, low, high, n }
}
