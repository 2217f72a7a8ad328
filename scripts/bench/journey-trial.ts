import { cpus } from 'node:os'
import { lengthMsOf } from '../../load/fleet/fleet-measurement.ts'
import { offeredOf } from '../../load/fleet/fleet-offered.ts'
import { TrialError } from '../../load/trial-error.ts'
import type { TrialResult } from '../../load/trial-result.ts'
import type { JourneyScript } from '../../scenarios/journeys/journey-script.ts'
import { buildEngine } from '../build-engine.ts'
import type { Cell } from './cell.ts'
import { journeyResult } from './journey/journey-result.ts'
import { JourneyRun } from './journey/journey-run.ts'
import type { Measured } from './measured.ts'
import type { TrialListeners, TrialSetup } from './trial-setup.ts'

/**
 * Runs one trial of a journey: a fresh target, and Artillery once for each of its instances, all at the same time. What goes
 * wrong in it is part of the result; everything it has started is stopped before it resolves.
 *
 * Rejects only where no trial is possible: with a `TargetError` of code `configuration` or `open-files`.
 */
export async function runJourneyTrial(
  setup: TrialSetup,
  cell: Cell,
  script: JourneyScript,
  { signal, onStarted, onPhase }: TrialListeners,
): Promise<Measured> {
  const { plan, generatorLauncher: launcher } = setup.placement
  const cores = plan.pinned ? plan.generator.length : cpus().length
  const run = new JourneyRun({ ...setup.targetOf(cell), script, launcher, cores, signal, onStarted, onPhase })
  try {
    await buildEngine()
    const evidence = await run.run()
    const { merged } = evidence
    return { trial: journeyResult(evidence), offered: offeredOf(merged, lengthMsOf(merged)) }
  } catch (error) {
    const code = codeOf(error)
    if (code === 'configuration' || code === 'open-files') throw error
    return { trial: endedEarly(run, code, error) }
  } finally {
    await run.stop()
  }
}

function endedEarly({ startedAt, phase }: JourneyRun, code: string, error: unknown): TrialResult {
  const shared = { startedAt, phase, warnings: [], partial: undefined }
  if (error instanceof TrialError && error.code === 'interrupted') return { status: 'interrupted', ...shared }
  const message = error instanceof Error ? error.message : String(error)
  return { status: 'failed', error: { code, message }, ...shared }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'internal'
}
