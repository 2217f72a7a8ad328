import { fitCostModel } from '../../reports/model/fit-cost-model.ts'
import { writeReport } from '../../reports/write-report.ts'
import { showReport } from '../bench/show-report.ts'
import type { ProgressStream } from '../cli/live-line.ts'
import { measureStudy } from '../study/measure.ts'
import { outcomeOf } from '../study/outcome.ts'
import { calibrationCells } from './design.ts'
import { parseCalibrateOptions } from './options.ts'

/**
 * `npm run bench -- calibrate`: measures the workloads of the design, fits the cost model, and writes both as a report. Returns the
 * exit code: 3 where a workload could not be measured, and then there is no model.
 *
 * Rejects with a `TargetError` where no trial is possible.
 */
export async function calibrate(
  args: readonly string[],
  out: ProgressStream,
  err: ProgressStream,
  signal: AbortSignal,
): Promise<number> {
  const parsed = parseCalibrateOptions(args)
  if (parsed.kind === 'show') {
    out.write(parsed.text)
    return 0
  }
  if (parsed.kind === 'wrong') {
    for (const problem of parsed.problems) err.write(`bench calibrate: ${problem}\n`)
    return 2
  }
  const { options } = parsed
  const study = { ...options, name: 'calibrate', cells: calibrationCells(options), commandLine: ['calibrate', ...args] }
  const { report: measured, path } = await measureStudy(study, err, signal)
  const { exitCode, shortfalls } = outcomeOf(measured, options.trials, signal)
  const report = exitCode === 0 ? { ...measured, model: fitCostModel(measured.results) } : measured
  await writeReport(path, report)
  await showReport(report, path, options.json, out)
  for (const shortfall of shortfalls) err.write(`bench calibrate: ${shortfall}\n`)
  if (exitCode !== 0) err.write('bench calibrate: not every workload could be measured, so no costs are fitted.\n')
  return exitCode
}
