import { clockShifts, hostsOf } from './fleet-clocks.ts'
import type { FleetLedger } from './fleet-ledger.ts'
import { MergeError } from './merge-error.ts'
import { mixtureProblems, runProblems } from './mixture.ts'
import { settle } from './settle.ts'
import { sumsOf, type Sums } from './sums.ts'
import type { WorkerLog } from './worker-log.ts'

/** How worker logs are put together. */
export interface MergeOptions {
  /** How long before its leaving a member may miss what was sent; default: 2,000. */
  readonly graceMs?: number
  /** How far clocks may disagree; default: 0 where all workers ran on one host, else 1,000. */
  readonly clockMarginMs?: number
  /** Takes logs of several scripts, engines and targets, and of runs at different times. */
  readonly allowMixed?: boolean
}

/** The books of a fleet as one. Times are microseconds of the common clock. */
export interface Merged extends Sums {
  readonly workers: readonly string[]
  /** Workers that were cut off: what happened afterwards is not in their logs. */
  readonly incomplete: readonly string[]
  readonly hosts: number
  readonly engines: readonly string[]
  readonly scripts: readonly string[]
  readonly runs: readonly string[]
  readonly targets: readonly string[]
  /** ISO 8601; of the first worker. */
  readonly startedAt: string
  readonly startedMicros: number
  readonly endedMicros: number
  /** What was used, in milliseconds. */
  readonly graceMs: number
  readonly clockMarginMs: number
  readonly ledger: FleetLedger
}

/**
 * Adds up the logs of all workers and settles the ledger. Nothing depends on the order of the logs.
 *
 * Throws a {@link MergeError} with all problems at once: the same worker twice, logs that do not belong together, logs that
 * contradict themselves, and sums that a recount does not confirm. A log that is incomplete is no error: see
 * `fleetFaults`.
 */
export function mergeWorkerLogs(logs: readonly WorkerLog[], options: MergeOptions = {}): Merged {
  const { allowMixed = false } = options
  const problems = [...mixtureProblems(logs, allowMixed), ...runProblems(logs, allowMixed)]
  if (problems.length > 0) throw new MergeError(problems)
  const ordered = [...logs].sort((a, b) => (a.worker < b.worker ? -1 : 1))
  const hosts = hostsOf(ordered)
  const graceMs = options.graceMs ?? 2000
  const clockMarginMs = options.clockMarginMs ?? (hosts === 1 ? 0 : 1000)
  const shifts = clockShifts(ordered)
  const [first] = ordered.toSorted((a, b) => a.startedMicros - b.startedMicros)
  return {
    ...sumsOf(ordered),
    workers: ordered.map(({ worker }) => worker),
    incomplete: ordered.filter(({ complete }) => !complete).map(({ worker }) => worker),
    hosts,
    engines: distinct(ordered, 'engine'),
    scripts: distinct(ordered, 'script'),
    runs: distinct(ordered, 'run'),
    targets: distinct(ordered, 'target'),
    startedAt: first?.startedAt ?? '',
    startedMicros: Math.min(...ordered.map(({ startedMicros }, n) => startedMicros + (shifts[n] ?? 0))),
    endedMicros: Math.max(...ordered.map(({ endedMicros }, n) => endedMicros + (shifts[n] ?? 0))),
    graceMs,
    clockMarginMs,
    ledger: settle(ordered, { grace: graceMs * 1000, clockMargin: clockMarginMs * 1000 }),
  }
}

function distinct(logs: readonly WorkerLog[], field: 'engine' | 'script' | 'run' | 'target'): string[] {
  return [...new Set(logs.map((log) => log[field]))].sort()
}
