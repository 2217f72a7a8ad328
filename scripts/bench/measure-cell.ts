import { runTrial } from '../../load/trial.ts'
import type { Cell } from './cell.ts'
import { isWorkloadCell } from './cell.ts'
import { runHttpTrial } from './http-trial.ts'
import { runJourneyTrial } from './journey-trial.ts'
import type { Measured } from './measured.ts'
import type { TrialListeners, TrialSetup, TrialVariation } from './trial-setup.ts'

/**
 * Runs one trial of a cell by whatever makes its load. What goes wrong in it is part of the result; everything it has started
 * is stopped before it resolves. Rejects with a `TargetError` (`configuration`, `open-files`) where no trial is possible.
 */
export async function measureCell(
  setup: TrialSetup,
  cell: Cell,
  variation: TrialVariation,
  listeners: TrialListeners,
): Promise<Measured> {
  if (isWorkloadCell(cell)) return { trial: await runTrial(setup.trialOf(cell, variation, listeners)) }
  const { scenario, values } = cell
  if (scenario.kind === 'journey') return await runJourneyTrial(setup, cell, scenario.journey(values), listeners)
  if (scenario.kind === 'http') return { trial: await runHttpTrial(setup, cell, scenario.http(values), listeners) }
  throw new Error(`the scenario ${scenario.name} is of no known kind`)
}
