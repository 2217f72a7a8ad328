import { runHttpTrial } from '../../load/http/http-trial.ts'
import { runTrial } from '../../load/trial.ts'
import type { TrialResult } from '../../load/trial-result.ts'
import type { Target } from '../../target/target.ts'
import { isWorkloadCell, type Cell } from '../bench/cell.ts'
import { httpTrialOptions } from '../bench/http-trial.ts'
import type { TrialListeners, TrialSetup, TrialVariation } from '../bench/trial-setup.ts'

/** What a target of one's own must be started with, so that the load of the cell gets along with it. */
export type LoadEnvironment = Readonly<Record<string, string>>

/** Puts another target in the place of the usual one. */
export type TargetChoice = (usual: Target, environment: LoadEnvironment) => Target

/**
 * Runs one trial of a cell on a target that is profiled. Its figures are those of a profiled target, so they are nobody's.
 * Rejects with a `TargetError` (`configuration`, `open-files`) where no trial is possible.
 */
export async function runProfiledTrial(
  setup: TrialSetup,
  cell: Cell,
  variation: TrialVariation,
  choose: TargetChoice,
  listeners: TrialListeners,
): Promise<TrialResult> {
  if (isWorkloadCell(cell)) {
    const options = setup.trialOf(cell, variation, listeners)
    const environment = {
      ...options.workload.gatewayEnvironment,
      JWT_SECRET: options.generator.dialect.definition.jwt?.secret ?? '',
    }
    return await runTrial({ ...options, target: choose(options.target, environment) })
  }
  if (cell.scenario.kind !== 'http') throw new Error(`the scenario ${cell.scenario.name} cannot be profiled`)
  const options = httpTrialOptions(setup, cell, cell.scenario.http(cell.values), listeners)
  const environment = { JWT_SECRET: options.generator.dialect.definition.jwt?.secret ?? '' }
  return await runHttpTrial({ ...options, target: choose(options.target, environment) })
}
