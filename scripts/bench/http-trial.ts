import { referenceDialect } from '../../load/client/dialects/reference.ts'
import type { HttpPlan } from '../../load/http/http-plan.ts'
import type { HttpTrialOptions } from '../../load/http/http-run.ts'
import { runHttpTrial as runTrial } from '../../load/http/http-trial.ts'
import type { TrialResult } from '../../load/trial-result.ts'
import { allowOpenFiles } from '../../target/open-files.ts'
import type { Cell } from './cell.ts'
import type { TrialListeners, TrialSetup } from './trial-setup.ts'

/** The options of one trial of plain HTTP requests; its workers run where those of other trials do. */
export function httpTrialOptions(
  setup: TrialSetup,
  cell: Cell,
  plan: HttpPlan,
  { signal, onStarted, onPhase }: TrialListeners,
): HttpTrialOptions {
  const { target, secret } = setup.targetOf(cell)
  const { plan: cpus, generatorLauncher } = setup.placement
  return {
    target,
    plan,
    generator: {
      dialect: { definition: referenceDialect({ secret }) },
      workers: cpus.pinned ? cpus.generator.length : 1,
      launcher: generatorLauncher,
    },
    allowOpenFiles: (pid, files, what) => allowOpenFiles(what, pid, files),
    signal,
    onStarted,
    onPhase,
  }
}

/** Runs one trial of plain HTTP requests. Rejects with a `TargetError` (`configuration`, `open-files`) where no trial is possible. */
export async function runHttpTrial(
  setup: TrialSetup,
  cell: Cell,
  plan: HttpPlan,
  listeners: TrialListeners,
): Promise<TrialResult> {
  return await runTrial(httpTrialOptions(setup, cell, plan, listeners))
}
