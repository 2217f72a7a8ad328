import { compareReports, requireTrials, type NamedReport } from '../../reports/compare/compare-reports.ts'
import type { CompareOptions } from '../../reports/compare/compare-rules.ts'
import type { Comparison, Verdict } from '../../reports/compare/comparison.ts'
import { trendOf } from '../../reports/compare/trend-of.ts'
import type { Trend } from '../../reports/compare/trend.ts'
import { gatedMetrics } from '../../reports/render/comparison/gated-metrics.ts'
import { gatedTrends } from '../../reports/render/trend/gated-trends.ts'
import type { Report } from '../../reports/report.ts'

/** What came of the reports: two are compared, more give a trend, and one alone has only its figures. */
export type Outcome =
  | { readonly kind: 'comparison'; readonly comparison: Comparison; readonly base: Report; readonly last: Report }
  | { readonly kind: 'trend'; readonly trend: Trend; readonly last: Report }
  | { readonly kind: 'single'; readonly last: Report }

/** Compares reports, oldest first. Throws a `ReportError` for one without a completed trial, a `RangeError` for no report. */
export function outcomeOf(reports: readonly NamedReport[], options: CompareOptions): Outcome {
  const [first, second] = reports
  const last = reports.at(-1)
  if (first === undefined || last === undefined) throw new RangeError('there is no report')
  if (second === undefined) {
    requireTrials(first)
    return { kind: 'single', last: first.report }
  }
  if (reports.length > 2) return { kind: 'trend', trend: trendOf(reports, options), last: last.report }
  return {
    kind: 'comparison',
    comparison: compareReports(first, second, options),
    base: first.report,
    last: second.report,
  }
}

/**
 * What the gate decides by: `worse` if any gated metric is, `incomparable` if nothing gated could be compared, `unknown` if
 * some could not be decided or compared, or head has lost a result; otherwise `same`.
 */
export function gateVerdict(outcome: Outcome): Verdict {
  const verdicts = new Set(verdictsOf(outcome))
  if (verdicts.has('worse')) return 'worse'
  if ([...verdicts].every((verdict) => verdict === 'incomparable'))
    return outcome.kind === 'single' ? 'same' : 'incomparable'
  const isShort = outcome.kind === 'comparison' && outcome.comparison.onlyInBase.length > 0
  return isShort || verdicts.has('unknown') || verdicts.has('incomparable') ? 'unknown' : 'same'
}

function verdictsOf(outcome: Outcome): Verdict[] {
  switch (outcome.kind) {
    case 'comparison':
      return gatedMetrics(outcome.comparison).map(({ verdict }) => verdict)
    case 'trend':
      return gatedTrends(outcome.trend).map(({ sinceFirst }) => sinceFirst)
    case 'single':
      return []
  }
}
