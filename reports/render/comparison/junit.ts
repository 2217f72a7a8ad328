import type { Comparison, MetricComparison, ResultComparison } from '../../compare/comparison.ts'
import { resultTitle } from '../../compare/match-results.ts'
import { metricOf } from '../../metrics.ts'
import { renderJUnitSuites, type Undecided, type GateCase, type GateSuite } from '../junit.ts'
import { changeText, evidenceText, limitOf } from './change-text.ts'
import { sideTexts } from './side-text.ts'

/** Shows a comparison as JUnit XML: a suite per result, a case per gated metric. `undecided` says what becomes of the rest. */
export function renderComparisonJUnit(comparison: Comparison, undecided: Undecided): string {
  const missing = comparison.onlyInBase.map((title) => missingSuite(title))
  return renderJUnitSuites([...comparison.results.map(suiteOf), ...missing], undecided)
}

function suiteOf(result: ResultComparison): GateSuite {
  const cases = result.metrics
    .filter(({ gated }) => gated)
    .map((metric): GateCase => ({
      metric: metric.id,
      verdict: metric.verdict ?? 'unknown',
      message: messageOf(metric, result.incomparable),
    }))
  return { name: resultTitle(result), cases }
}

/** A result that head has lost must not look like one that passed. */
function missingSuite(name: string): GateSuite {
  return { name, cases: [{ metric: 'measured', verdict: 'incomparable', message: 'only base has this result' }] }
}

function messageOf(comparison: MetricComparison, incomparable: readonly string[]): string {
  const { id, effect, verdict = 'unknown', reason } = comparison
  const metric = metricOf(id)
  const { base, head } = sideTexts(comparison)
  const why = incomparable.length > 0 ? incomparable.join('; ') : reason
  const change =
    effect === undefined
      ? []
      : [`${Object.values(changeText(effect, metric)).join(' ').trim()}, limit ${limitOf(effect, metric)}`]
  const told = [`base ${base}, head ${head}`, ...change, evidenceText(comparison)].filter((part) => part !== '')
  return `${verdict}: ${told.join('; ')}${why === undefined ? '' : ` (${why})`}`
}
