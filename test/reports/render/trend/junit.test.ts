import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, test } from 'vitest'
import { trendOf } from '../../../../reports/compare/trend-of.ts'
import { renderTrendJUnit } from '../../../../reports/render/trend/junit.ts'
import { hostileReport } from '../../../support/hostile-report.ts'
import { sampleTrend } from '../../../support/sample-comparison.ts'

describe('a trend as JUnit XML', () => {
  test('has a case per gated metric, judged by the last report against the first', async () => {
    const xml = renderTrendJUnit(sampleTrend(), 'skipped')
    expect(XMLValidator.validate(xml)).toBe(true)
    await expect(xml).toMatchFileSnapshot('golden/trend.xml')
  })

  test('stays XML with hostile texts', () => {
    const trend = trendOf(['a', 'b', 'c'].map((name) => ({ name, report: hostileReport() })))
    expect(XMLValidator.validate(renderTrendJUnit(trend, 'failed'))).toBe(true)
  })
})
