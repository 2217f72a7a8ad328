import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { compareReports } from '../../reports/compare/compare-reports.ts'
import type { Comparison } from '../../reports/compare/comparison.ts'
import { pairedComparison } from '../../reports/compare/paired-comparison.ts'
import type { PairedDesign } from '../../reports/compare/paired-design.ts'
import type { PairedJudge } from '../../reports/compare/paired-judge.ts'
import { renderComparisonPage } from '../../reports/html/comparison-page.ts'
import { loadPageAssets } from '../../reports/html/page-assets.ts'
import { renderComparisonJUnit } from '../../reports/render/comparison/junit.ts'
import { renderComparisonMarkdown } from '../../reports/render/comparison/markdown.ts'
import { printableJson } from '../../reports/render/printable-json.ts'
import type { Report } from '../../reports/report.ts'
import { writeWholeFile } from '../../reports/write-whole-file.ts'
import type { AbOptions } from './options.ts'
import type { LoopEnd } from './pair-loop.ts'
import type { Sides } from './side.ts'

const endings = ['json', 'html', 'md', 'xml'] as const

/**
 * What came of the pairs; `undefined` where nothing can be said: no round of pairs was completed, or pair after pair could not be
 * used. `folder` is where the reports are.
 */
export function conclude(
  { because, discardedPairs }: LoopEnd,
  judge: PairedJudge,
  reports: Sides<Report>,
  { compare, maxMinutes }: Pick<AbOptions, 'compare' | 'maxMinutes'>,
  folder: string,
): Comparison | undefined {
  if (because === 'spoiled' || judge.batches.length === 0) return undefined
  const design: PairedDesign = judge.design({ discardedPairs, maxMinutes, stoppedBecause: because })
  const base = { name: join(folder, 'base.json'), report: reports.base }
  const head = { name: join(folder, 'head.json'), report: reports.head }
  const verdicts = judge.verdicts()
  const paired = reports.base.results.map((result, cell) => ({ result, metrics: verdicts[cell] ?? [] }))
  return pairedComparison(compareReports(base, head, compare), paired, design)
}

/** Removes the comparison of an earlier run from a folder: it is not of the reports that will be there. */
export async function removeComparison(folder: string): Promise<void> {
  for (const ending of endings) await rm(pathOf(folder, ending), { force: true })
}

/**
 * Writes a comparison in every format beside the reports: `comparison.json`, `.html`, `.md`, and `.xml` (JUnit). `appendix` is
 * Markdown, put below the comparison.
 */
export async function writeComparison(
  comparison: Comparison,
  reports: Sides<Report>,
  { failOn }: Pick<AbOptions, 'failOn'>,
  folder: string,
  appendix: string,
): Promise<void> {
  const undecided = failOn === 'unknown' ? 'failed' : 'skipped'
  const texts: Readonly<Record<(typeof endings)[number], string>> = {
    json: printableJson(comparison),
    html: renderComparisonPage(comparison, reports.base, reports.head, await loadPageAssets()),
    md: `${renderComparisonMarkdown(comparison)}${appendix}`,
    xml: renderComparisonJUnit(comparison, undecided),
  }
  for (const ending of endings) await writeWholeFile(pathOf(folder, ending), texts[ending])
}

function pathOf(folder: string, ending: (typeof endings)[number]): string {
  return join(folder, `comparison.${ending}`)
}
