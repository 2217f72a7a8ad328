import { join } from 'node:path'
import { ReferenceLoad } from '../../load/reference-load.ts'
import type { ClientKind } from '../../load/client/client-kind.ts'
import type { Report } from '../../reports/report.ts'
import { writeReport } from '../../reports/write-report.ts'
import type { Cell, PlannedTrial } from '../bench/cell.ts'
import { Progress } from '../bench/progress.ts'
import { ReportBuilder } from '../bench/report-builder.ts'
import { runFolder } from '../bench/run-folder.ts'
import { TrialRunner } from '../bench/trial-runner.ts'
import { TrialSetup } from '../bench/trial-setup.ts'
import type { ProgressStream } from '../cli/live-line.ts'
import { referenceCell } from './reference-cell.ts'
import { shuffledRounds } from './shuffled-rounds.ts'

/** A set of cells that are measured together, to learn something from all of them. */
export interface Study {
  /** Names the folder of the report. */
  readonly name: string
  readonly cells: readonly Cell[]
  readonly trials: number
  /** How often a trial is repeated while it is invalid. */
  readonly repeats: number
  readonly client: ClientKind
  readonly seed: number
  readonly commandLine: readonly string[]
  readonly out: string | undefined
}

/** What a study has left behind: its report, and where it is. */
export interface StudyRun {
  readonly report: Report
  readonly path: string
}

/** The number of the reference load among the seeds of a run's trials, which count from 0. */
const referenceSeed = 999

/**
 * Measures every cell of a study, in shuffled rounds and beside a reference load, and writes the report after each trial. Ends
 * early, with what there is, once the signal is aborted. The agents in the gateways take no samples of the event loop: on a
 * gateway that has little to do those would be a good part of what it costs.
 *
 * Rejects with a `TargetError` where no trial is possible.
 */
export async function measureStudy(study: Study, err: ProgressStream, signal: AbortSignal): Promise<StudyRun> {
  const { name, cells, trials, repeats, client, seed, commandLine, out } = study
  const setup = await TrialSetup.read({ client, localAddresses: [], delayResolutionMs: 0 }, cells)
  const { placement } = setup
  const recorded = { command: [...commandLine], trials, client, seed }
  const builder = await ReportBuilder.start({ cells, slos: [], placement, recorded })
  const path = join(out ?? runFolder(builder.report.createdAt, name), 'report.json')
  await placement.pinThisProcess()
  await writeReport(path, builder.report)
  const order = shuffledRounds(cells, trials, seed)
  const progress = new Progress(err, order.length)
  const reference = await startReference(setup, seed)
  try {
    const runner = new TrialRunner({ setup, builder, progress, path, repeats, seed, signal, reference })
    await runAll(order, runner, signal)
  } finally {
    await reference.stop()
  }
  return { report: builder.report, path }
}

async function runAll(order: readonly PlannedTrial[], runner: TrialRunner, signal: AbortSignal): Promise<void> {
  for (const planned of order) {
    if (signal.aborted) return
    await runner.run(planned)
  }
}

function startReference(setup: TrialSetup, seed: number): Promise<ReferenceLoad> {
  const ignore = (): void => undefined
  const listeners = { signal: new AbortController().signal, onStarted: ignore, onPhase: ignore, onProgress: ignore }
  const variation = { seed, runSeed: seed * 1000 + referenceSeed }
  return ReferenceLoad.start(setup.trialOf(referenceCell(), variation, listeners))
}
