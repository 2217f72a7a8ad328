import type { WorkerLog } from './worker-log.ts'

/** Why logs do not belong into one result, one line each; empty: they do. When they were made is not looked at. */
export function mixtureProblems(logs: readonly WorkerLog[], allowMixed: boolean): string[] {
  if (logs.length === 0) return ['there is no worker log: name files, or folders that hold some']
  const twice = [...Map.groupBy(logs, ({ worker }) => worker)].filter(([, same]) => same.length > 1)
  const problems = twice.map(([worker, { length }]) => `worker ${worker} is there ${length} times: give each log once`)
  if (allowMixed) return problems
  for (const [field, what] of [
    ['script', 'scripts'],
    ['engine', 'engines'],
    ['target', 'targets'],
  ] as const) {
    const values = [...new Set(logs.map((log) => log[field]))].sort()
    if (values.length > 1) {
      problems.push(
        `the logs are of ${values.length} ${what} (${values.join(', ')}): give those of one, or --allow-mixed`,
      )
    }
  }
  return problems
}

/** Why logs are not of one run: processes belong together where they overlap in time, whatever Artillery calls their runs. */
export function runProblems(logs: readonly WorkerLog[], allowMixed: boolean): string[] {
  const runs = overlapping(logs).length
  if (runs <= 1 || allowMixed) return []
  return [`the logs are of ${runs} runs, one after the other: merge each by itself, or allow a mixture`]
}

/** The logs in groups that overlap in time: those of one journey, by however many processes. Earlier groups come first. */
export function overlapping(logs: readonly WorkerLog[]): WorkerLog[][] {
  const groups: WorkerLog[][] = []
  let end = -Infinity
  for (const log of logs.toSorted((a, b) => a.startedMicros - b.startedMicros)) {
    if (log.startedMicros > end) groups.push([])
    groups.at(-1)?.push(log)
    end = Math.max(end, log.endedMicros)
  }
  return groups
}
