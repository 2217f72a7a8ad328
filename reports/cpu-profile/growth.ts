import type { SelfTimes } from './self-times.ts'

/** What a function costs per unit of work in two versions, in microseconds. */
export interface FunctionGrowth {
  readonly name: string
  readonly file: string
  /** Self time per unit; 0 where the version has no such function, or never was seen in it. */
  readonly base: number
  readonly head: number
  /** Head less base. */
  readonly difference: number
}

/** Self times of a version, and how many units of work they were spent on. */
export interface ProfiledWork {
  readonly times: SelfTimes
  /** Such as messages that were sent. */
  readonly units: number
}

/**
 * How the functions of two versions differ, what grew most first and what shrank most last. Functions are matched by name and file,
 * whatever their line: lines move. Throws a `RangeError` for a version without any work.
 */
export function growthOf(base: ProfiledWork, head: ProfiledWork): readonly FunctionGrowth[] {
  const rows = new Map<string, { name: string; file: string; base: number; head: number }>()
  for (const [side, { times, units }] of [
    ['base', base],
    ['head', head],
  ] as const) {
    if (!(units > 0)) throw new RangeError(`${side} has done no work that its CPU time could be divided by`)
    for (const { name, file, micros } of times.functions) {
      const key = `${name} ${file}`
      const row = rows.get(key) ?? { name, file, base: 0, head: 0 }
      row[side] += micros / units
      rows.set(key, row)
    }
  }
  return [...rows.values()]
    .map((row) => ({ ...row, difference: row.head - row.base }))
    .toSorted((a, b) => b.difference - a.difference)
}
