import { describe, expect, test } from 'vitest'
import { compareReports } from '../../../../reports/compare/compare-reports.ts'
import type { Comparison } from '../../../../reports/compare/comparison.ts'
import { renderComparisonMarkdown } from '../../../../reports/render/comparison/markdown.ts'
import { hostileReport, hugeText } from '../../../support/hostile-report.ts'
import { comparedReports, sampleComparison } from '../../../support/sample-comparison.ts'

/** What GitHub takes in a comment. */
const longestComment = 65_536

const linesOf = (text: string) => text.trimEnd().split('\n')

/** The sample with each result many times over, as scenarios, targets and transports multiply. */
function large(copies: number): Comparison {
  const { base, head } = comparedReports()
  const multiply = (report: typeof base.report) => ({
    ...report,
    results: Array.from({ length: copies }, (_, at) =>
      report.results.map((result) => ({ ...result, scenario: `${result.scenario}-${at + 1}` })),
    ).flat(),
  })
  return compareReports({ ...base, report: multiply(base.report) }, { ...head, report: multiply(head.report) })
}

describe('a comparison as Markdown', () => {
  test('says the verdict first and folds what explains it', async () => {
    await expect(renderComparisonMarkdown(sampleComparison())).toMatchFileSnapshot('golden/comparison.md')
  })

  test('leaves the column of results out where there is one', async () => {
    const { base, head } = comparedReports()
    const only = ({ name, report }: typeof base) => ({
      name,
      report: { ...report, results: report.results.slice(0, 1) },
    })
    const text = renderComparisonMarkdown(compareReports(only(base), only(head)))
    await expect(text).toMatchFileSnapshot('golden/one-result.md')
  })

  test.each([1, 5, 40])('has 60 lines at most with every result %i times', (copies) => {
    const text = renderComparisonMarkdown(large(copies))
    expect(linesOf(text).length).toBeLessThanOrEqual(60)
    expect(text.length).toBeLessThan(longestComment)
  })

  test('counts what it leaves out', () => {
    const rows = linesOf(renderComparisonMarkdown(large(40)))
    expect(rows.filter((line) => /^[|-].* and \d+ more/.test(line))).toEqual([
      expect.stringMatching(/^\| {2}\| and \d+ more \|/),
      expect.stringMatching(/^\| {2}\| and \d+ more \|/),
      expect.stringMatching(/^- and \d+ more notes$/),
    ])
  })

  test('shows the worst metrics first', () => {
    const verdicts = linesOf(renderComparisonMarkdown(large(5)))
      .filter((line) => line.startsWith('| fan'))
      .map((line) => line.split(' | ').at(-1))
    expect(verdicts.slice(0, 5)).toEqual(Array(5).fill('**worse** |'))
  })

  test('prints hostile strings as harmless text', async () => {
    const report = hostileReport()
    const comparison = compareReports({ name: 'base', report }, { name: 'head', report })
    await expect(renderComparisonMarkdown(comparison)).toMatchFileSnapshot('golden/hostile.md')
  })

  test('keeps a comment short enough to be posted whatever the names', () => {
    const report = hostileReport(hugeText)
    const text = renderComparisonMarkdown(compareReports({ name: hugeText, report }, { name: hugeText, report }))
    expect(linesOf(text).length).toBeLessThanOrEqual(60)
    expect(text.length).toBeLessThan(longestComment)
  })
})
