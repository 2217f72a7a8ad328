import { join } from 'node:path'
import { runTrial } from '../../load/trial.ts'
import type { TrialPhase, TrialResult } from '../../load/trial-result.ts'
import type { WorkerProgress } from '../../load/worker/protocol.ts'
import type { Report } from '../../reports/report.ts'
import { writeReport } from '../../reports/write-report.ts'
import type { RunningTarget } from '../../target/target.ts'
import type { ProgressStream } from '../cli/live-line.ts'
import { trialOrder, cellsOf } from './cell.ts'
import type { BenchOptions } from './options.ts'
import { Progress } from './progress.ts'
import { ReportBuilder } from './report-builder.ts'
import { runFolder } from './run-folder.ts'
import { TrialSetup } from './trial-setup.ts'

/** What a run left behind. */
export interface BenchRun {
  readonly report: Report
  /** Path of the written report. */
  readonly path: string
}

/**
 * Runs every trial that the options ask for, one after the other, and writes the report after each. Ends early, with
 * what there is, once the signal is aborted.
 *
 * Rejects with a `TargetError` (`configuration`, `open-files`) where no trial is possible.
 */
export async function runBench(
  options: BenchOptions,
  commandLine: readonly string[],
  err: ProgressStream,
  signal: AbortSignal,
): Promise<BenchRun> {
  const setup = await TrialSetup.read(options)
  const { placement } = setup
  const { slos, profile, trials, client, seed, targets, instances, scenarios } = options
  const recorded = { command: [...commandLine], profile, trials, client, seed, targets: [...targets], instances }
  const builder = await ReportBuilder.start({ options, slos, placement, recorded })
  const name = scenarios.length === 1 ? (scenarios[0]?.name ?? '') : profile
  const path = join(options.out ?? runFolder(builder.report.createdAt, name), 'report.json')
  await placement.pinThisProcess()
  const order = trialOrder(cellsOf(options), trials)
  const progress = new Progress(err, order.length)
  await writeReport(path, builder.report)
  let index = 0
  for (const planned of order) {
    const { cell } = planned
    const listeners = {
      signal,
      onStarted: (running: RunningTarget) => builder.started(cell, running),
      onPhase: (phase: TrialPhase) => progress.phase(phase),
      onProgress: (news: WorkerProgress) => progress.news(news),
    }
    // An invalid trial is repeated in the open: it stays in the report, and the limit is an option.
    for (let invalid = 0; !signal.aborted;) {
      progress.begin(planned)
      const result = await runTrial(setup.trialOf(cell, { seed: seed * 1000 + index++ }, listeners))
      builder.add(cell, result)
      const repeat = result.status === 'invalid' && invalid < options.repeats
      progress.end(result, repeat)
      await writeReport(path, builder.report)
      if (!repeat) break
      invalid++
    }
  }
  return { report: builder.report, path }
}

/**
 * The exit code of a run: the signal's reason where it was interrupted, 3 a trial failed or too few were valid, 1 an objective was missed, 0 none of it.
 * An invalid trial that another one has made up for is no fault of the run; it stays in the report.
 */
export function exitCodeOf(report: Report, trials: number, signal: AbortSignal): number {
  if (signal.aborted) return signal.reason as number
  const isMeasured = (results: readonly TrialResult[]): boolean =>
    results.filter(({ status }) => status === 'completed').length >= trials &&
    results.every(({ status }) => status === 'completed' || status === 'invalid')
  if (!report.results.every((result) => isMeasured(result.trials))) return 3
  return report.results.some(({ slo }) => slo.some(({ met }) => !met)) ? 1 : 0
}
