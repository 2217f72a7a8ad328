import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { trendOf } from '../../../../reports/compare/trend-of.ts'
import { renderTrendText } from '../../../../reports/render/trend/text.ts'
import { textWidth } from '../../../../reports/render/text-width.ts'
import { hostileReport, hostileText, hugeText } from '../../../support/hostile-report.ts'
import { sampleTrend, trendReports } from '../../../support/sample-comparison.ts'

const plain = { width: 120, color: false }

function hostileTrend(text: string) {
  return trendOf([1, 2, 3].map((at) => ({ name: `${text}${at}`, report: hostileReport(text) })))
}

/** The same runs over and over, as after weeks. */
function longTrend() {
  return trendOf(Array.from({ length: 6 }, trendReports).flat())
}

describe('a trend as text', () => {
  test('shows every report, and what is said of the last', async () => {
    await expect(renderTrendText(sampleTrend(), plain)).toMatchFileSnapshot('golden/trend.txt')
  })

  test('shows the first and the last median where there is no room for all', async () => {
    await expect(renderTrendText(longTrend(), plain)).toMatchFileSnapshot('golden/long.txt')
  })

  test.each([80, 120])('keeps within %i columns', (width) => {
    for (const trend of [sampleTrend(), longTrend()]) {
      const lines = renderTrendText(trend, { width, color: false, all: true }).split('\n')
      expect(lines.filter((line) => textWidth(line) > width)).toEqual([])
    }
  })

  test.each([
    ['hostile', hostileText],
    ['huge', hugeText],
  ])('prints no control character but line feeds of %s texts', (_, text) => {
    expect(renderTrendText(hostileTrend(text), plain)).toMatch(/^(?:[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\n)*$/u)
  })

  test('says in colour what it says without', () => {
    const withoutEnds = (text: string) => text.replaceAll(/ +$/gm, '')
    const colored = renderTrendText(sampleTrend(), { width: 100, color: true })
    const uncolored = renderTrendText(sampleTrend(), { width: 100, color: false })
    expect(colored).not.toBe(uncolored)
    expect(withoutEnds(stripVTControlCharacters(colored))).toBe(uncolored)
  })
})
