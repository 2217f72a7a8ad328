import type { TrialOptions } from '../../load/trial-context.ts'
import type { TrialPhase, TrialResult } from '../../load/trial-result.ts'
import type { WorkerProgress } from '../../load/worker/protocol.ts'
import { writeReport } from '../../reports/write-report.ts'
import type { RunningTarget } from '../../target/target.ts'
import type { PlannedTrial } from './cell.ts'
import { reasonToEnd } from './end-of-run.ts'
import { measureCell } from './measure-cell.ts'
import type { Progress } from './progress.ts'
import type { ReportBuilder } from './report-builder.ts'
import type { TrialSetup } from './trial-setup.ts'

/** Trials of a run by number: no two runs with different seeds share the seed of a trial, up to so many. */
const mostTrials = 1000

/** What running trials takes, and where what they give goes. */
export interface TrialRunnerOptions {
  readonly setup: TrialSetup
  readonly builder: ReportBuilder
  readonly progress: Progress
  /** Where the report is written after each trial. */
  readonly path: string
  /** How often a trial is repeated while it is invalid. */
  readonly repeats: number
  readonly seed: number
  readonly signal: AbortSignal
  /** Read beside every trial; default: nothing is. */
  readonly reference?: TrialOptions['reference']
  /** Whether too many errors are an answer that a search goes on from; default: they end the run. */
  readonly errorsAreAnswers?: boolean
}

/** Runs trials one after the other, shows how they get on, and keeps what they give. */
export class TrialRunner {
  readonly #options: TrialRunnerOptions
  #trials = 0

  constructor(options: TrialRunnerOptions) {
    this.#options = options
  }

  /**
   * Runs one trial, again while it is invalid and may be repeated, and returns the last one. An invalid trial is repeated in
   * the open: it stays in the report. Rejects with a `TargetError` (`configuration`, `open-files`) where no trial is possible,
   * and with an `EndOfRun` after one that no other need follow; that one is in the report as well.
   */
  async run(planned: PlannedTrial): Promise<TrialResult> {
    const { setup, builder, progress, path, repeats, seed, signal, reference, errorsAreAnswers = false } = this.#options
    const { cell } = planned
    const listeners = {
      signal,
      ...(reference && { reference }),
      onStarted: (running: RunningTarget) => builder.started(cell, running),
      onPhase: (phase: TrialPhase) => progress.phase(phase),
      onProgress: (news: WorkerProgress) => progress.news(news),
    }
    for (let invalid = 0; ; invalid++) {
      progress.begin(planned)
      const { trial: result, offered } = await measureCell(
        setup,
        cell,
        { seed: seed * mostTrials + this.#trials++ },
        listeners,
      )
      builder.add(cell, result, offered)
      const end = reasonToEnd(cell, result, errorsAreAnswers)
      if (end !== undefined) {
        progress.drop()
        await writeReport(path, builder.report)
        throw end
      }
      const repeat = result.status === 'invalid' && invalid < repeats && !signal.aborted
      progress.end(result, repeat)
      await writeReport(path, builder.report)
      if (!repeat) return result
    }
  }
}
