import { compareRules } from '../../reports/compare/compare-rules.ts'
import { renderComparisonPage } from '../../reports/html/comparison-page.ts'
import { loadPageAssets } from '../../reports/html/page-assets.ts'
import { renderTrendPage } from '../../reports/html/trend-page.ts'
import { actionBenchmarks } from '../../reports/render/benchmark-action.ts'
import { headlineOf } from '../../reports/render/comparison/headline.ts'
import { renderComparisonJUnit } from '../../reports/render/comparison/junit.ts'
import { renderComparisonMarkdown } from '../../reports/render/comparison/markdown.ts'
import { renderComparisonText } from '../../reports/render/comparison/text.ts'
import { printableJson } from '../../reports/render/printable-json.ts'
import { trendHeadline } from '../../reports/render/trend/gated-trends.ts'
import { renderTrendJUnit } from '../../reports/render/trend/junit.ts'
import { renderTrendMarkdown } from '../../reports/render/trend/markdown.ts'
import { renderTrendText } from '../../reports/render/trend/text.ts'
import type { CompareCommandOptions } from './options.ts'
import type { Outcome } from './outcome.ts'

/** An outcome that says something of a change. */
export type Judged = Exclude<Outcome, { readonly kind: 'single' }>

/** Writes an outcome in the format that was asked for; `width` and `color` concern text alone. */
export async function renderOutcome(
  outcome: Outcome,
  options: CompareCommandOptions,
  terminal: { readonly width: number; readonly color: boolean },
): Promise<string> {
  if (outcome.kind === 'single' || options.format === 'benchmark-action') return benchmarks(outcome, options)
  const text = { ...terminal, all: options.all }
  switch (options.format) {
    case 'text':
      return outcome.kind === 'trend'
        ? renderTrendText(outcome.trend, text)
        : renderComparisonText(outcome.comparison, text)
    case 'markdown':
      return renderMarkdown(outcome)
    case 'json':
      return printableJson(outcome.kind === 'trend' ? outcome.trend : outcome.comparison)
    case 'junit': {
      const undecided = options.failOn === 'unknown' ? 'failed' : 'skipped'
      return outcome.kind === 'trend'
        ? renderTrendJUnit(outcome.trend, undecided)
        : renderComparisonJUnit(outcome.comparison, undecided)
    }
    case 'html': {
      const assets = await loadPageAssets()
      return outcome.kind === 'trend'
        ? renderTrendPage(outcome.trend, assets)
        : renderComparisonPage(outcome.comparison, outcome.base, outcome.last, assets)
    }
  }
}

/** An outcome as Markdown, whatever else it is written as. */
export function renderMarkdown(outcome: Judged): string {
  return outcome.kind === 'trend' ? renderTrendMarkdown(outcome.trend) : renderComparisonMarkdown(outcome.comparison)
}

/** An outcome in a sentence or two; printable. */
export function headline(outcome: Judged): string {
  return outcome.kind === 'trend' ? trendHeadline(outcome.trend) : headlineOf(outcome.comparison)
}

function benchmarks({ last }: Outcome, { compare, all }: CompareCommandOptions): string {
  const { gated } = compareRules(compare)
  return printableJson(actionBenchmarks(last, ({ id }) => all || gated.includes(id)))
}
