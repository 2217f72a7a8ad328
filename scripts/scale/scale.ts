import { readCalibration } from '../../reports/read-calibration.ts'
import { ReportError } from '../../reports/report-error.ts'
import { scalingOf } from '../../reports/usl/scaling-of.ts'
import { writeReport } from '../../reports/write-report.ts'
import { showReport } from '../bench/show-report.ts'
import type { ProgressStream } from '../cli/live-line.ts'
import { measureStudy } from '../study/measure.ts'
import { outcomeOf } from '../study/outcome.ts'
import { scaleCells } from './design.ts'
import { parseScaleOptions, type ScaleOptions } from './options.ts'

/**
 * `npm run bench -- scale`: measures clusters of several sizes, fits the universal scalability law to each adapter, and writes both as
 * a report. Returns the exit code: 2 for wrong usage or a calibration that cannot be read; 3 where a cluster could not be measured,
 * and then nothing is fitted.
 *
 * Rejects with a `TargetError` where no trial is possible.
 */
export async function scale(
  args: readonly string[],
  out: ProgressStream,
  err: ProgressStream,
  signal: AbortSignal,
): Promise<number> {
  const parsed = parseScaleOptions(args)
  if (parsed.kind === 'show') {
    out.write(parsed.text)
    return 0
  }
  if (parsed.kind === 'wrong') {
    for (const problem of parsed.problems) err.write(`bench scale: ${problem}\n`)
    return 2
  }
  try {
    return await measure(parsed.options, args, { out, err }, signal)
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    err.write(`bench scale: ${error.message}\n`)
    return 2
  }
}

async function measure(
  options: ScaleOptions,
  args: readonly string[],
  { out, err }: { readonly out: ProgressStream; readonly err: ProgressStream },
  signal: AbortSignal,
): Promise<number> {
  const calibration = options.report === undefined ? undefined : await readCalibration(options.report)
  const study = { ...options, name: 'scale', cells: scaleCells(options), commandLine: ['scale', ...args] }
  const { report: measured, path } = await measureStudy(study, err, signal)
  const { exitCode, shortfalls } = outcomeOf(measured, options.trials, signal)
  const report = exitCode === 0 ? { ...measured, scaling: scalingOf(measured.results, calibration?.model) } : measured
  await writeReport(path, report)
  await showReport(report, path, options.json, out)
  for (const shortfall of shortfalls) err.write(`bench scale: ${shortfall}\n`)
  if (exitCode !== 0) err.write('bench scale: not every cluster could be measured, so nothing is fitted.\n')
  return exitCode
}
