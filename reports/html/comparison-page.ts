import type { Comparison } from '../compare/comparison.ts'
import { matchResults } from '../compare/match-results.ts'
import type { Report } from '../report.ts'
import { changesSection } from './comparison/changes-section.ts'
import { resultSection } from './comparison/result-section.ts'
import { rulesSection, verdictSection } from './comparison/verdict-section.ts'
import { glossary } from './glossary.ts'
import { embeddedData } from './embedded-data.ts'
import type { PageAssets } from './page-assets.ts'
import { renderPage } from './page-shell.ts'

/**
 * A comparison as one HTML page: the verdict and what decided it first, each result with both sides' curves, and what
 * changed in the environment. The curves are taken from the two reports; the comparison is embedded under the id
 * `gatecrash-comparison`.
 */
export function renderComparisonPage(comparison: Comparison, base: Report, head: Report, assets: PageAssets): string {
  const { pairs } = matchResults(base, head)
  const nameOf = ({ name, subject }: Comparison['base']) => subject?.label ?? name
  const page = {
    title: 'Comparison',
    lead: `${nameOf(comparison.base)} (base) and ${nameOf(comparison.head)} (head)`,
    sections: [
      verdictSection(comparison),
      ...comparison.results.map((result, at) => resultSection(`result-${at + 1}`, result, pairs)),
      changesSection(comparison),
      rulesSection(comparison),
      glossary(new Set(comparison.results.flatMap(({ metrics }) => metrics.map(({ id }) => id)))),
    ],
    data: embeddedData('gatecrash-comparison', comparison),
    hasPlots: true,
  }
  return renderPage(page, assets)
}
