import { ReportError } from '../report-error.ts'
import type { Report } from '../report.ts'
import { mostValues } from '../statistics/median-interval.ts'
import { holm } from '../statistics/holm.ts'
import { draftResult, judgeResult, type MetricDraft, type ResultDraft } from './compare-result.ts'
import { compareRules, type CompareOptions } from './compare-rules.ts'
import { comparisonSchemaId, type Comparison, type ReportIdentity, type ResultComparison } from './comparison.ts'
import type { Verdict } from './comparison.ts'
import { environmentChanges, preventingClauses } from './environment-changes.ts'
import { matchResults, resultTitle } from './match-results.ts'
import { worstVerdict } from './verdict.ts'

export type { CompareOptions } from './compare-rules.ts'

/** A report and what to call it: its file, or the name of a baseline. */
export interface NamedReport {
  readonly name: string
  readonly report: Report
}

/**
 * Compares two reports whose trials were run apart. Results belong together by scenario, target, instances,
 * adapter and transport; figures are compared only where parameters and environment are the same as well. Holm's
 * correction is taken over all gated metrics of all such results that vary at all.
 *
 * Throws a `ReportError` for a report without a completed trial, or with more of them than can be compared, and a
 * `RangeError` for options that name a metric which is not known or has no better direction.
 */
export function compareReports(base: NamedReport, head: NamedReport, options?: CompareOptions): Comparison {
  const rules = compareRules(options)
  requireTrials(base)
  requireTrials(head)
  const changes = environmentChanges(base.report, head.report)
  const hindrances = preventingClauses(changes)
  const { pairs, onlyInBase, onlyInHead } = matchResults(base.report, head.report)
  const drafts = pairs.map((pair) => draftResult(pair, hindrances, rules))
  const adjusted = adjustAll(drafts)
  const results = drafts.map((draft) => judgeResult(draft, adjusted))
  return {
    schema: comparisonSchemaId,
    base: identityOf(base),
    head: identityOf(head),
    environment: head.report.environment,
    environmentChanges: changes,
    gated: rules.gated,
    verdict: overallVerdict(results),
    results,
    onlyInBase: onlyInBase.map(resultTitle),
    onlyInHead: onlyInHead.map(resultTitle),
  }
}

/** Where a report came from. */
export function identityOf({ name, report: { createdAt, tool, subject } }: NamedReport): ReportIdentity {
  return { name, createdAt, tool, ...(subject && { subject }) }
}

/** Throws a `ReportError` of one line for a report that has too few or too many completed trials to be compared. */
export function requireTrials({ name, report }: NamedReport): void {
  const completed = report.results.map(({ trials }) => trials.filter(({ status }) => status === 'completed').length)
  const most = Math.max(0, ...completed)
  if (most === 0) throw new ReportError(name, ['no trial was completed, so there is nothing to compare'])
  if (most > mostValues) {
    throw new ReportError(name, [`${most} trials of one result are too many: at most ${mostValues} can be compared`])
  }
}

/**
 * The worst verdict over results that have a gated metric: the others decide nothing. Without such a result it is
 * `unknown`, and `incomparable` where the reports have no result in common.
 */
export function overallVerdict(results: readonly ResultComparison[]): Verdict {
  if (results.length === 0) return 'incomparable'
  const deciding = results.filter(({ metrics }) => metrics.some(({ gated }) => gated))
  return worstVerdict(deciding.map(({ verdict }) => verdict))
}

function adjustAll(drafts: readonly ResultDraft[]): Map<MetricDraft, number> {
  const tests = drafts.flatMap(({ metrics }) => metrics.filter(({ isTest }) => isTest))
  const adjusted = holm(tests.map(({ effect }) => effect?.p ?? 1))
  return new Map(tests.map((test, at) => [test, adjusted[at] ?? 1]))
}
