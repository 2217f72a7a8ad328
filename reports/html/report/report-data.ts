import type { Measurement, TrialResult } from '../../../load/trial-result.ts'
import type { Report } from '../../report.ts'
import { embeddedData } from '../embedded-data.ts'
import type { Markup } from '../markup.ts'
import { drawnTimes } from './curves.ts'

/** Longer than this, the data alone would take most of the 1 MB that a page may have. */
const longest = 400_000

/** The report as a page carries it. */
export interface ReportData {
  readonly element: Markup
  /** Whether histograms were left out, so that the page stays small. */
  readonly isReduced: boolean
}

/**
 * Embeds a report for programs to read back: whole, or, where that would be too long, with the histograms that
 * comparisons draw and no others. Every figure stays in either case.
 */
export function reportData(report: Report): ReportData {
  const whole = embeddedData('gatecrash-report', report)
  if (whole.text.length <= longest) return { element: whole, isReduced: false }
  const results = report.results.map((result) => ({ ...result, trials: result.trials.map(reducedTrial) }))
  return { element: embeddedData('gatecrash-report', { ...report, results }), isReduced: true }
}

function reducedTrial(trial: TrialResult): TrialResult {
  if (trial.status === 'completed' || trial.status === 'invalid') return { ...trial, ...drawnOnly(trial) }
  return { ...trial, partial: trial.partial && { ...trial.partial, ...drawnOnly(trial.partial) } }
}

function drawnOnly({ histograms }: Measurement): Pick<Measurement, 'histograms'> {
  const kept = drawnTimes.flatMap(({ name }) => {
    const histogram = histograms[name]
    return histogram === undefined ? [] : [[name, histogram] as const]
  })
  return { histograms: Object.fromEntries(kept) }
}
