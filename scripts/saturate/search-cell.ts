import { subjectText } from '../../reports/render/saturation-text.ts'
import type { Saturation } from '../../reports/saturation.ts'
import { writeReport } from '../../reports/write-report.ts'
import type { LoadAxis } from '../../scenarios/load-axis.ts'
import type { Cell } from '../bench/cell.ts'
import { spokenTraits } from '../bench/harm/spoken-traits.ts'
import type { BenchOptions } from '../bench/options.ts'
import type { ReportBuilder } from '../bench/report-builder.ts'
import type { TrialRunner } from '../bench/trial-runner.ts'
import type { ProgressStream } from '../cli/live-line.ts'
import { isRemote } from './is-remote.ts'
import { isDisturbed } from './judge-step.ts'
import { mostWithinCaps } from './most-within-caps.ts'
import { objectivesOf } from './objectives.ts'
import type { SaturateOptions } from './options.ts'
import { probeOf } from './probe.ts'
import { SearchProgress } from './progress.ts'
import { saturationOf } from './saturation-of.ts'
import { searchRepeatedly } from './searches.ts'
import { roundedFor, stepCell } from './step-cell.ts'

/** What the searches of a run share. */
export interface SearchPlace {
  readonly options: Pick<BenchOptions, 'slos' | 'repeats' | 'dialect' | 'caps'>
  readonly saturate: SaturateOptions
  readonly builder: ReportBuilder
  readonly runner: TrialRunner
  /** Where the report is written. */
  readonly path: string
  readonly err: ProgressStream
  readonly signal: AbortSignal
}

/** Searches how much one target holds in one scenario; every trial goes into the report. The cell has the first load. */
export async function searchCell(cell: Cell, axis: LoadAxis, place: SearchPlace): Promise<Saturation> {
  const { options, saturate, builder, path, err } = place
  const { parameter } = axis
  const described = cell.scenario.parameters[parameter]
  if (described === undefined || !('unit' in described)) throw new Error(`${parameter} is no number parameter`)
  const { min: least, unit } = described
  const own = options.slos.filter(({ scenario }) => scenario === undefined || scenario === cell.scenario.name)
  const objectives = objectivesOf(axis, own)
  const progress = new SearchProgress(err, subjectText(builder.resultOf(cell)), saturate.searches)
  const probe = probeOf({ axis, objectives, signal: place.signal, offer: (load) => offer(cell, axis, load, place) })
  const { resolution } = saturate
  const most = mostWithinCaps(cell, axis, spokenTraits(options.dialect), options.caps)
  const searches = await searchRepeatedly(
    async (load) => {
      const step = await probe(load)
      if (step !== undefined) progress.step(step)
      return step
    },
    {
      ...{ start: cell.values.number(parameter), least, most },
      ...{ resolution, searches: saturate.searches, round: roundedFor(cell, axis) },
    },
    (search) => progress.begin(search),
  )
  const searched = { subject: builder.resultOf(cell), parameter, unit, objectives, resolution, searches }
  const saturation = saturationOf({ ...searched, isRemote: isRemote(cell.own?.urls ?? []) }, builder.report)
  builder.saturated(saturation)
  await writeReport(path, builder.report)
  return saturation
}

/**
 * Runs a trial at a load, again while something has disturbed it and may be repeated; all of them are in the report then. A
 * generator that was at its limit would be there again.
 */
async function offer(cell: Cell, axis: LoadAxis, load: number, { options, builder, runner, signal }: SearchPlace) {
  const at = stepCell(cell, axis, load)
  const before = builder.placesOf(at).length
  for (let trial = before + 1; ; trial++) {
    const result = await runner.run({ cell: at, trial })
    const isLast = !isDisturbed(result) || trial > before + options.repeats || signal.aborted
    if (isLast) return { trial: result, places: builder.placesOf(at).slice(before) }
  }
}
