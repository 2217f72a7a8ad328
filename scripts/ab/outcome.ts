import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compareReports } from '../../reports/compare/compare-reports.ts'
import type { Comparison } from '../../reports/compare/comparison.ts'
import { pairedComparison } from '../../reports/compare/paired-comparison.ts'
import type { PairedDesign } from '../../reports/compare/paired-design.ts'
import type { PairedJudge } from '../../reports/compare/paired-judge.ts'
import { renderComparisonPage } from '../../reports/html/comparison-page.ts'
import { loadPageAssets } from '../../reports/html/page-assets.ts'
import type { Report } from '../../reports/report.ts'
import type { AbOptions } from './options.ts'
import type { LoopEnd } from './pair-loop.ts'
import { sides, type Sides } from './side.ts'

/**
 * What came of the pairs, written as `comparison.json` and `comparison.html` into the folder of the reports; `undefined` where
 * nothing can be said: no round of pairs was completed, or pair after pair could not be used.
 */
export async function concludeRun(
  { because, discardedPairs }: LoopEnd,
  judge: PairedJudge,
  reports: Sides<Report>,
  options: Pick<AbOptions, 'compare' | 'maxMinutes'>,
  folder: string,
): Promise<Comparison | undefined> {
  if (because === 'spoiled' || judge.batches.length === 0) return undefined
  const design = judge.design({ discardedPairs, maxMinutes: options.maxMinutes, stoppedBecause: because })
  const comparison = compared(judge, design, reports, options, folder)
  await writeFile(join(folder, 'comparison.json'), `${JSON.stringify(comparison, null, 2)}\n`)
  const page = renderComparisonPage(comparison, reports.base, reports.head, await loadPageAssets())
  await writeFile(join(folder, 'comparison.html'), page)
  return comparison
}

function compared(
  judge: PairedJudge,
  design: PairedDesign,
  reports: Sides<Report>,
  { compare }: Pick<AbOptions, 'compare'>,
  folder: string,
): Comparison {
  const [base, head] = sides.map((side) => ({ name: join(folder, `${side}.json`), report: reports[side] }))
  if (base === undefined || head === undefined) throw new Error('a comparison has two sides')
  const verdicts = judge.verdicts()
  const paired = reports.base.results.map((result, cell) => ({ result, metrics: verdicts[cell] ?? [] }))
  return pairedComparison(compareReports(base, head, compare), paired, design)
}
