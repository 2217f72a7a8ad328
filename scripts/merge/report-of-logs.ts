import { fleetFaults } from '../../load/fleet/fleet-faults.ts'
import { lengthMsOf, measurementOf } from '../../load/fleet/fleet-measurement.ts'
import { offeredOf } from '../../load/fleet/fleet-offered.ts'
import { MergeError } from '../../load/fleet/merge-error.ts'
import { mergeWorkerLogs, type Merged } from '../../load/fleet/merge.ts'
import { mixtureProblems, overlapping } from '../../load/fleet/mixture.ts'
import type { WorkerLog } from '../../load/fleet/worker-log.ts'
import type { TrialResult } from '../../load/trial-result.ts'
import { reportSchemaId, type Report, type Result } from '../../reports/report.ts'
import { judge } from '../../reports/slo.ts'
import { summarise } from '../../reports/summary.ts'
import type { MergeCommandOptions } from './options.ts'

/** What a report says besides its results. */
export type ReportBase = Pick<Report, 'createdAt' | 'tool' | 'environment'>

/** How logs are merged and judged. */
export type MergeRules = Pick<MergeCommandOptions, 'slos' | 'graceMs' | 'clockMarginMs' | 'workers' | 'allowMixed'>

/**
 * Makes a report of worker logs: one result, with a trial for each run. Throws a `MergeError` with all problems where the logs
 * cannot be added up.
 */
export function reportOfLogs(logs: readonly WorkerLog[], rules: MergeRules, base: ReportBase): Report {
  const problems = mixtureProblems(logs, rules.allowMixed)
  if (problems.length > 0) throw new MergeError(problems)
  const runs = overlapping(logs).map((run) => mergeWorkerLogs(run, mergeOptionsOf(rules)))
  const { graceMs, clockMarginMs, workers } = rules
  return {
    schema: reportSchemaId,
    ...base,
    options: {
      logs: logs.length,
      ...(graceMs !== undefined && { graceMs }),
      ...(clockMarginMs !== undefined && { clockMarginMs }),
      ...(workers !== undefined && { workers }),
    },
    results: [resultOf(runs, rules)],
  }
}

function mergeOptionsOf({ graceMs, clockMarginMs, allowMixed }: MergeRules): Parameters<typeof mergeWorkerLogs>[1] {
  return {
    allowMixed,
    ...(graceMs !== undefined && { graceMs }),
    ...(clockMarginMs !== undefined && { clockMarginMs }),
  }
}

function resultOf(runs: readonly Merged[], { slos, workers }: MergeRules): Result {
  const trials = runs.map((merged) => trialOf(merged, workers))
  const summary = summarise(trials)
  const scripts = distinct(runs, 'scripts')
  const scenario = `journeys/${scripts.map((script) => script.replace(/\.[^.]+$/, '')).join('+')}`
  const targets = distinct(runs, 'targets')
  const [first] = runs
  const offered = first && offeredOf(first, lengthMsOf(first))
  return {
    scenario,
    question: 'What do users see who follow this script?',
    target: 'external',
    instances: targets.length,
    adapter: 'unknown',
    transport: 'mixed',
    parameters: {
      script: scripts.join(', '),
      engine: distinct(runs, 'engines').join(', '),
      target: targets.join(', '),
      workers: Math.max(...runs.map((merged) => merged.workers.length)),
      processes: Math.max(...runs.map(({ processes }) => processes)),
      hosts: Math.max(...runs.map(({ hosts }) => hosts)),
    },
    ...(offered && { offered }),
    trials,
    summary,
    slo: slos.flatMap((slo) => judge(slo, { scenario, summary }) ?? []),
    warnings: [
      {
        code: 'generators-elsewhere',
        message: 'The environment is that of the machine that merged, not of those that made the load.',
        advice: 'Compare only journeys that were run on machines of one kind.',
      },
    ],
  }
}

function trialOf(merged: Merged, workers: number | undefined): TrialResult {
  const reasons = fleetFaults(merged, workers)
  const measurement = measurementOf(merged)
  return reasons.length > 0 ? { status: 'invalid', reasons, ...measurement } : { status: 'completed', ...measurement }
}

function distinct(runs: readonly Merged[], field: 'scripts' | 'engines' | 'targets'): string[] {
  return [...new Set(runs.flatMap((merged) => merged[field]))].sort()
}
