import { fleetFaults } from '../../../load/fleet/fleet-faults.ts'
import { measurementOf, type FleetContext } from '../../../load/fleet/fleet-measurement.ts'
import type { Merged } from '../../../load/fleet/merge.ts'
import type { Measurement, TrialResult } from '../../../load/trial-result.ts'
import { validityLimits } from '../../../load/validity.ts'
import type { Warning } from '../../../load/warning.ts'
import { errorsIn, type ArtilleryCounters } from './artillery-counters.ts'
import { JourneyError } from './journey-error.ts'

/** What a journey has left behind, once all its processes have ended. */
export interface JourneyEvidence {
  readonly merged: Merged
  readonly counters: ArtilleryCounters
  readonly usage: NonNullable<FleetContext['usage']>
  /** Workers that ran, each of which must have written a log. */
  readonly workers: number
  /** CPUs that they had. */
  readonly cores: number
  readonly startedAt: string
  readonly warnings: readonly Warning[]
}

/**
 * The trial that a journey has been: invalid where a worker's book is missing, or where the generator was so busy that it
 * measured itself. Throws a {@link JourneyError} where no user connected at all.
 */
export function journeyResult(evidence: JourneyEvidence): TrialResult {
  const { merged, workers } = evidence
  if ((merged.counters['connects'] ?? 0) === 0) throw new JourneyError('no-user-connected', nobody(evidence))
  const measurement = measurementIn(evidence)
  const reasons = [...fleetFaults(merged, workers), ...saturation(measurement, evidence)]
  return reasons.length === 0 ? { status: 'completed', ...measurement } : { status: 'invalid', reasons, ...measurement }
}

function measurementIn({ merged, counters, usage, startedAt, warnings }: JourneyEvidence): Measurement {
  const fleet = measurementOf(merged, { usage })
  const [created, completed, failed] = ['created', 'completed', 'failed'].map((name) => counters[`vusers.${name}`] ?? 0)
  const errors = errorsIn(counters)
  return {
    ...fleet,
    startedAt,
    metrics: { ...fleet.metrics, 'user.completed': completed ?? 0, 'user.failed': failed ?? 0 },
    failures: { ...fleet.failures, ...Object.fromEntries(errors.map(([code, count]) => [`artillery.${code}`, count])) },
    warnings: [...warnings, ...fleet.warnings, ...failedUsers(failed ?? 0, created ?? 0, errors)],
  }
}

function failedUsers(failed: number, created: number, errors: ReturnType<typeof errorsIn>): Warning[] {
  if (failed === 0) return []
  return [
    {
      code: 'users-failed',
      message: `${failed} of ${created} virtual users failed${listed(errors)}.`,
      advice: 'They ended early, so the load was less than the script says; look at the gateway first.',
      metric: 'user.failed',
    },
  ]
}

function saturation({ metrics }: Measurement, { workers, cores }: JourneyEvidence): Warning[] {
  const { 'generator.cpu': used = 0 } = metrics
  const share = used / Math.min(workers, cores)
  if (share <= validityLimits.workerCores) return []
  return [
    {
      code: 'generator-saturated',
      message: `Artillery's workers used ${Math.round(share * 100)} % of their cores on the average; over ${validityLimits.workerCores * 100} % they measure themselves.`,
      advice: 'Use the engine gatecrash, fewer users, or more cores for the generator.',
      metric: 'generator.cpu',
    },
  ]
}

function nobody({ counters, merged }: JourneyEvidence): string {
  const known = errorsIn(counters)
  return `No virtual user connected${listed(known.length > 0 ? known : Object.entries(merged.failures))}.`
}

function listed(errors: readonly (readonly [code: string, count: number])[]): string {
  return errors.length === 0 ? '' : `: ${errors.map(([code, count]) => `${count} x ${code}`).join(', ')}`
}
