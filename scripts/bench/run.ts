import { join } from 'node:path'
import type { TrialResult } from '../../load/trial-result.ts'
import type { Report } from '../../reports/report.ts'
import { writeReport } from '../../reports/write-report.ts'
import type { ProgressStream } from '../cli/live-line.ts'
import { trialOrder, cellsOf, targetNameOf } from './cell.ts'
import { EndOfRun } from './end-of-run.ts'
import type { BenchOptions } from './options.ts'
import { gatewayRootOf } from './gateway-root.ts'
import { Progress } from './progress.ts'
import { recordedChoice } from './recorded-choice.ts'
import { ReportBuilder } from './report-builder.ts'
import { runFolder } from './run-folder.ts'
import { TrialRunner } from './trial-runner.ts'
import { TrialSetup } from './trial-setup.ts'

/** What a run left behind. */
export interface BenchRun {
  readonly report: Report
  /** Path of the written report. */
  readonly path: string
  /** Why it ended before its last trial, in one line, where the gateway made going on useless. */
  readonly ended: string | undefined
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
  const { slos, profile, trials, repeats, client, seed, targets, instances, scenarios } = options
  const cells = cellsOf(options)
  const setup = await TrialSetup.read(options, cells)
  const { placement } = setup
  const recorded = {
    command: [...commandLine],
    profile,
    trials,
    client,
    seed,
    targets: targets.map(targetNameOf),
    instances,
    ...recordedChoice(options),
  }
  const builder = await ReportBuilder.start({
    cells,
    slos,
    traits: options.dialect?.traits,
    placement,
    recorded,
    root: gatewayRootOf(cells),
  })
  const name = scenarios.length === 1 ? (scenarios[0]?.name ?? '') : profile
  const path = join(options.out ?? runFolder(builder.report.createdAt, name), 'report.json')
  await placement.pinThisProcess()
  const order = trialOrder(cells, trials)
  const progress = new Progress(err, order.length)
  const runner = new TrialRunner({ setup, builder, progress, path, repeats, seed, signal })
  await writeReport(path, builder.report)
  const ended = await untilItEnds(async () => {
    for (const planned of order) {
      if (signal.aborted) break
      await runner.run(planned)
    }
  })
  return { report: builder.report, path, ended }
}

/** Runs trials; resolves with the reason where they end early, as a line, and rejects with everything else. */
export async function untilItEnds(trials: () => Promise<void>): Promise<string | undefined> {
  try {
    await trials()
    return undefined
  } catch (error) {
    if (error instanceof EndOfRun) return error.message
    throw error
  }
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
