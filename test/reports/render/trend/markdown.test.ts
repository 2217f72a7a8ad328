import { describe, expect, test } from 'vitest'
import { trendOf } from '../../../../reports/compare/trend-of.ts'
import { renderTrendMarkdown } from '../../../../reports/render/trend/markdown.ts'
import { hostileReport } from '../../../support/hostile-report.ts'
import { sampleTrend, trendReports } from '../../../support/sample-comparison.ts'

const linesOf = (text: string) => text.trimEnd().split('\n')

describe('a trend as Markdown', () => {
  test('says the verdict first and folds the reports', async () => {
    await expect(renderTrendMarkdown(sampleTrend())).toMatchFileSnapshot('golden/trend.md')
  })

  test('has 60 lines at most with many reports and results', () => {
    const reports = Array.from({ length: 10 }, trendReports)
      .flat()
      .map(({ name, report }) => ({
        name,
        report: {
          ...report,
          results: [1, 2, 3, 4, 5, 6, 7, 8].flatMap((at) =>
            report.results.map((result) => ({ ...result, scenario: `${result.scenario}-${at}` })),
          ),
        },
      }))
    const lines = linesOf(renderTrendMarkdown(trendOf(reports)))
    expect(lines.length).toBeLessThanOrEqual(60)
    expect(lines.filter((line) => /and \d+ more (?:\||report)/.test(line))).toHaveLength(2)
  })

  test('leaves hostile text inert', () => {
    const text = renderTrendMarkdown(trendOf(['a', 'b', 'c'].map((name) => ({ name, report: hostileReport() }))))
    expect(text).not.toMatch(/(?<!\\)<(?!\/?details>|\/?summary>)|@\w|\w:\/\/|\u202E/)
    expect(linesOf(text).length).toBeLessThanOrEqual(60)
  })
})
