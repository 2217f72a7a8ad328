import { join } from 'node:path'
import type { Report } from '../../reports/report.ts'
import { saturationPoint } from '../../reports/saturation.ts'
import { writeReport } from '../../reports/write-report.ts'
import { cellsOf, targetNameOf } from '../bench/cell.ts'
import type { BenchOptions } from '../bench/options.ts'
import { Progress } from '../bench/progress.ts'
import { recordedChoice } from '../bench/recorded-choice.ts'
import { ReportBuilder } from '../bench/report-builder.ts'
import { untilItEnds, type BenchRun } from '../bench/run.ts'
import { runFolder } from '../bench/run-folder.ts'
import { TrialRunner } from '../bench/trial-runner.ts'
import { gatewayRootOf } from '../bench/gateway-root.ts'
import { TrialSetup } from '../bench/trial-setup.ts'
import type { ProgressStream } from '../cli/live-line.ts'
import type { SaturateOptions } from './options.ts'
import { searchCell } from './search-cell.ts'
import { stepCell } from './step-cell.ts'

/** Nothing was held, or too little could be measured to say what is. */
const nothingFound = 3

/**
 * Searches how much everything holds that the options name, one after the other, and writes the report after each trial. Ends
 * early, with what there is, once the signal is aborted.
 *
 * Rejects with a `TargetError` or `GeneratorError` where no trial is possible.
 */
export async function runSaturation(
  options: BenchOptions,
  saturate: SaturateOptions,
  commandLine: readonly string[],
  err: ProgressStream,
  signal: AbortSignal,
): Promise<BenchRun> {
  const { profile, client, seed, targets, instances, scenarios, slos } = options
  const { resolution, searches } = saturate
  const searched = cellsOf(options).flatMap((cell) => {
    const axis = saturate.axes.get(cell.scenario)
    return axis === undefined ? [] : [{ axis, cell: stepCell(cell, axis, cell.values.number(axis.parameter)) }]
  })
  const cells = searched.map(({ cell }) => cell)
  const setup = await TrialSetup.read(options, cells)
  const { placement } = setup
  const recorded = {
    ...{ command: [...commandLine], profile, client, seed, targets: targets.map(targetNameOf), instances },
    ...{ saturate: true, resolution, searches, slo: slos.map(({ text }) => text) },
    ...recordedChoice(options),
  }
  // Missed objectives are what is searched for: they are told with the steps, not as verdicts.
  const root = gatewayRootOf(cells)
  const builder = await ReportBuilder.start({
    cells,
    slos: [],
    traits: options.dialect?.traits,
    placement,
    recorded,
    root,
  })
  const name = [...scenarios.map((scenario) => scenario.name), 'saturation'].join('-')
  const path = join(options.out ?? runFolder(builder.report.createdAt, name), 'report.json')
  await placement.pinThisProcess()
  const progress = new Progress(err, undefined)
  // A search decides itself which trials are worth repeating.
  const runner = new TrialRunner({ setup, builder, progress, path, repeats: 0, seed, signal, errorsAreAnswers: true })
  await writeReport(path, builder.report)
  const ended = await untilItEnds(async () => {
    for (const { cell, axis } of searched) {
      if (signal.aborted) break
      await searchCell(cell, axis, { options, saturate, builder, runner, path, err, signal })
    }
  })
  return { report: builder.report, path, ended }
}

/** The exit code of a search: the signal's reason where it was interrupted, 3 where some target's point is not known, 0 otherwise. */
export function exitCodeOfSaturation({ saturation = [] }: Report, signal: AbortSignal): number {
  if (signal.aborted) return signal.reason as number
  const isFound = saturation.length > 0 && saturation.every((one) => saturationPoint(one) !== undefined)
  return isFound ? 0 : nothingFound
}
