import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { runTrial } from '../../load/trial.ts'
import type { TrialOptions } from '../../load/trial-context.ts'
import type { TrialResult } from '../../load/trial-result.ts'
import { writeReport } from '../../reports/write-report.ts'
import { resolveJwtSecret } from '../../target/jwt-secret.ts'
import { allowOpenFiles, readOpenFilesLimit } from '../../target/open-files.ts'
import { Placement, readMachine } from '../../target/placement.ts'
import { trialOrder, cellsOf, type PlannedTrial } from './cell.ts'
import type { BenchOptions } from './options.ts'
import { Progress, type ProgressStream } from './progress.ts'
import { ReportBuilder } from './report-builder.ts'
import { targetOf } from './target-of.ts'
import type { Report } from '../../reports/report.ts'

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
  const machine = await readMachine()
  const most = options.targets.includes('cluster') ? options.instances : 1
  const placement = new Placement({ ...machine, instances: most, redis: options.targets.includes('cluster') })
  const cells = cellsOf(options)
  const builder = await ReportBuilder.start(options, placement, commandLine)
  const path = join(options.out ?? defaultFolder(options, builder.report.createdAt), 'report.json')
  await placement.pinThisProcess()
  const limit = await readOpenFilesLimit(process.pid)
  const order = trialOrder(cells, options.trials)
  const progress = new Progress(err, order.length)
  await writeReport(path, builder.report)
  let index = 0
  for (const planned of order) {
    // An invalid trial is repeated in the open: it stays in the report, and the limit is an option.
    for (let invalid = 0; !signal.aborted;) {
      progress.begin(planned)
      const result = await runTrial(trialOptions(planned, index++))
      builder.add(planned.cell, result)
      const repeat = result.status === 'invalid' && invalid < options.repeats
      progress.end(result, repeat)
      await writeReport(path, builder.report)
      if (!repeat) break
      invalid++
    }
  }
  return { report: builder.report, path }

  function trialOptions({ cell }: PlannedTrial, index: number): TrialOptions {
    const isOurs = cell.target !== 'external'
    const secret = isOurs ? randomUUID() : resolveJwtSecret(process.env)
    const seed = options.seed * 1000 + index
    const asked = cell.scenario.workload(cell.values, cell.transport, seed)
    // The heartbeat interval of a gateway that we did not start is not ours to set, so idle cost cannot be stated.
    const workload = isOurs ? asked : { ...asked, idle: asked.idle?.kind === 'heartbeat' ? undefined : asked.idle }
    return {
      target: targetOf(cell, options, { secret, machine, workload }),
      workload,
      generator: {
        client: options.client,
        dialect: { name: 'reference', secret },
        workers: placement.plan.pinned ? placement.plan.generator.length : 1,
        filesPerProcess: limit?.hard,
        launcher: () => placement.generatorLauncher,
        localAddresses: options.localAddresses,
      },
      seed,
      senderReceives: true,
      allowOpenFiles: (pid, files, what) => allowOpenFiles(what, pid, files),
      signal,
      onStarted: (running) => {
        builder.started(cell, running)
      },
      onPhase: (phase) => {
        progress.phase(phase)
      },
      onProgress: (news) => {
        progress.news(news)
      },
    }
  }
}

function defaultFolder(options: BenchOptions, createdAt: string): string {
  const time = createdAt.slice(0, 19).replaceAll(':', '').replace('T', '-')
  const name = options.scenarios.length === 1 ? (options.scenarios[0]?.name ?? '') : options.profile
  return join('reports', 'runs', `${time}-${name}`)
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
