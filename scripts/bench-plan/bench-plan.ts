import { fitCostModel } from '../../reports/model/fit-cost-model.ts'
import { checkModel, type ModelCheck } from '../../reports/model/model-check.ts'
import { renderModelCheck } from '../../reports/render/model-check.ts'
import { printableJson } from '../../reports/render/printable-json.ts'
import { readReport } from '../../reports/read-report.ts'
import { readCalibration } from '../../reports/read-calibration.ts'
import { ReportError } from '../../reports/report-error.ts'
import { writeReport } from '../../reports/write-report.ts'
import { TargetError } from '../../target/target-error.ts'
import type { Adapter } from '../../target/adapter.ts'
import { calibrationCells } from '../calibrate/design.ts'
import type { ProgressStream } from '../cli/live-line.ts'
import { measureStudy } from '../study/measure.ts'
import { outcomeOf } from '../study/outcome.ts'
import { resultsOf } from '../study/results-of.ts'
import { requireSameMachine } from '../study/same-machine.ts'
import { heldOutCells } from './held-out.ts'
import { parseBenchPlanOptions, type BenchPlanOptions } from './options.ts'
import { brokenPromises } from './promise.ts'

/** Where it is printed, and where it is told how measuring gets on. */
interface Streams {
  readonly out: ProgressStream
  readonly err: ProgressStream
}

/**
 * The program behind `npm run bench:plan`. Returns the exit code: 0 where the model kept its promise, 1 where it did not, 2 for wrong
 * input, 3 where a workload could not be measured.
 */
export async function benchPlan(
  args: readonly string[],
  out: ProgressStream,
  err: ProgressStream,
  signal: AbortSignal,
): Promise<number> {
  const parsed = parseBenchPlanOptions(args)
  if (parsed.kind === 'show') {
    out.write(parsed.text)
    return 0
  }
  if (parsed.kind === 'wrong') {
    for (const problem of parsed.problems) err.write(`bench:plan: ${problem}\n`)
    return 2
  }
  try {
    return await check(parsed.options, args, { out, err }, signal)
  } catch (error) {
    if (!(error instanceof TargetError || error instanceof ReportError)) throw error
    err.write(`bench:plan: ${error.message}\n`)
    return 2
  }
}

async function check(
  options: BenchPlanOptions,
  args: readonly string[],
  { out, err }: Streams,
  signal: AbortSignal,
): Promise<number> {
  const given = options.report === undefined ? undefined : await readCalibration(options.report)
  if (given !== undefined && options.report !== undefined) requireSameMachine(options.report, given.environment)
  const adapter = (given?.model.adapter ?? options.adapter) as Adapter
  const calibration = given === undefined ? calibrationCells({ ...options, adapter }) : []
  const heldOut = heldOutCells(adapter)
  const study = { ...options, name: 'bench-plan', cells: [...calibration, ...heldOut] }
  const measured =
    options.recheck === undefined
      ? await measureStudy({ ...study, commandLine: ['bench:plan', ...args] }, err, signal)
      : { report: await readReport(options.recheck), path: options.recheck }
  const { report, path } = measured
  const results = { calibration: resultsOf(calibration, report), heldOut: resultsOf(heldOut, report) }
  const isComplete = results.calibration.length + results.heldOut.length === study.cells.length
  const { exitCode: measuredCode, shortfalls } = outcomeOf(report, options.trials, signal)
  const exitCode = isComplete ? measuredCode : 3
  for (const shortfall of shortfalls) err.write(`bench:plan: ${shortfall}\n`)
  if (exitCode !== 0) {
    err.write(`bench:plan: not every workload was measured, so nothing is checked. Report: ${path}\n`)
    return exitCode
  }
  const model = given?.model ?? fitCostModel(results.calibration)
  if (options.recheck === undefined) await writeReport(path, { ...report, model })
  return show(checkModel(model, results.heldOut), path, options.json, out)
}

/** Prints predicted beside measured and what of the promise was broken. Returns the exit code. */
function show(checked: ModelCheck, path: string, json: boolean, out: ProgressStream): number {
  const broken = brokenPromises(checked)
  const color = out.isTTY && process.env['NO_COLOR'] === undefined
  const verdict = broken.length === 0 ? ['Within what is promised.'] : broken
  out.write(
    json
      ? printableJson({ ...checked, broken })
      : `${renderModelCheck(checked, color)}\n${verdict.join('\n')}\nReport: ${path}\n`,
  )
  return broken.length === 0 ? 0 : 1
}
