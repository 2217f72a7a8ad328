import { describe, expect, test } from 'vitest'
import type { ChartSpec } from '../../../../reports/html/figures/chart-spec.ts'
import { loadPageAssets } from '../../../../reports/html/page-assets.ts'
import { renderReportPage } from '../../../../reports/html/report-page.ts'
import { saturationCurve } from '../../../../reports/html/report/saturation-curve.ts'
import { browserForTests, openPage } from '../../../support/page-browser.ts'
import { describeLayout } from '../../../support/page-layout.ts'
import { sampleSaturation, saturationReport } from '../../../support/sample-saturation.ts'

const browser = await browserForTests()
const html = renderReportPage(saturationReport(), await loadPageAssets())

describeLayout(browser, html)

describe('the page of a search', () => {
  test('draws its curve without an error, a warning or a request', async () => {
    const { page, problems } = await openPage(browser, html)
    expect(await page.locator('#saturation-1 .plot canvas').count()).toBe(1)
    expect(problems).toEqual([])
  })

  test('gives the answer in the overview, which leads to all that was offered', async () => {
    const { page } = await openPage(browser, html)
    expect(await page.locator('#overview .card').innerText()).toContain('It holds 172 messages per second and room.')
    expect(await page.locator('#overview .card a').getAttribute('href')).toBe('#saturation-1')
    expect(await page.locator('#saturation-1-search-1 tbody tr').count()).toBe(13)
    expect(await page.locator('#saturation-1-search-2 tbody tr').last().textContent()).toMatch(/^176\.9not held/)
  })

  test('has no section for every load', async () => {
    const { page } = await openPage(browser, html)
    expect(await page.locator('nav a').allTextContents()).toEqual([
      ...['Overview', 'How much fan-out on single holds', 'Environment', 'Metrics'],
    ])
  })
})

describe('the curve', () => {
  const report = saturationReport()

  function specOf(saturation = sampleSaturation()): ChartSpec {
    const html = saturationCurve('curve', saturation, report.results)?.text ?? ''
    return JSON.parse(/class="plot-data">(.*)<\/script>/.exec(html)?.[1] ?? '') as ChartSpec
  }

  test('has a point for each load, in order, and marks what was held and what was not', () => {
    const { names, lines } = specOf()
    expect(names[0]).toBe('10 messages per second and room')
    expect(names.at(-1)).toBe('320 messages per second and room')
    expect(lines.map(({ label, values }) => [label, values[0], values.at(-1)])).toEqual([
      ['held', 4.1, null],
      ['not held', null, 2410],
      ['objective', 250, 250],
    ])
  })

  test('takes the median of the steps at one load', () => {
    const { names, lines } = specOf()
    expect(lines[0]?.values[names.findIndex((name) => name.startsWith('170.8 '))]).toBe(107.5)
  })

  test('has round loads as ticks', () => {
    expect(specOf().xTicks.map(([, text]) => text)).toEqual(['10', '20', '50', '100', '200'])
  })

  test('is left out where no objective bounds a time', () => {
    expect(saturationCurve('curve', sampleSaturation({ slos: ['delivery.lost==0'] }), report.results)).toBeUndefined()
  })

  test('is left out where the trials are not in the report', () => {
    expect(saturationCurve('curve', sampleSaturation(), [])).toBeUndefined()
  })
})
