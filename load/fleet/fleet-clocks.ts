import type { WorkerLog } from './worker-log.ts'

/** Offsets of one host that lie further apart (microseconds) are of different boots, or of different hosts. */
const farthestMicros = 10_000_000

/**
 * What to add to the times of each log (microseconds) so that all workers of a host tell the same time: they share its monotonic
 * clock, and differ only in the moment when each has read the date.
 */
export function clockShifts(logs: readonly WorkerLog[]): number[] {
  const references = new Map<string, WorkerLog>()
  for (const log of logs) {
    const reference = references.get(log.host)
    if (reference === undefined || log.worker < reference.worker) references.set(log.host, log)
  }
  return logs.map(({ host, clockOffsetMicros }) => {
    const shift = (references.get(host)?.clockOffsetMicros ?? clockOffsetMicros) - clockOffsetMicros
    return Math.abs(shift) <= farthestMicros ? shift : 0
  })
}

/** How many hosts, which is how many clocks, the logs come from. */
export function hostsOf(logs: readonly WorkerLog[]): number {
  return new Set(logs.map(({ host }) => host)).size
}
