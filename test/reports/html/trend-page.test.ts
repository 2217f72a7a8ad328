import { expect, test } from 'vitest'
import { trendOf } from '../../../reports/compare/trend-of.ts'
import { loadPageAssets } from '../../../reports/html/page-assets.ts'
import { renderTrendPage } from '../../../reports/html/trend-page.ts'
import { hostileReport } from '../../support/hostile-report.ts'
import { browserForTests, openPage } from '../../support/page-browser.ts'
import { describeLayout } from '../../support/page-layout.ts'
import { sampleTrend } from '../../support/sample-comparison.ts'

const trend = sampleTrend()

const browser = await browserForTests()
const assets = await loadPageAssets()
const html = renderTrendPage(trend, assets)

describeLayout(browser, html)

test('the verdict on the last report comes first, then the reports in their order', async () => {
  const { page, problems } = await openPage(browser, html)
  const first = page.locator('main > section').first()
  expect(await first.locator('.verdict-words').getAttribute('data-verdict')).toBe('worse')
  expect(await first.locator('tbody th').allTextContents()).toEqual([
    'run-1.json',
    'run-2.json',
    'run-3.json',
    'run-4.json',
  ])
  expect(problems).toEqual([])
})

test('every metric of every result has its median per report, and both verdicts', async () => {
  const { page } = await openPage(browser, html)
  const shown: string[] =
    await page.evaluate(`[...document.querySelectorAll('table.effects tr[data-metric]')].map((row) => {
    const [first, previous, ...points] = row.querySelectorAll('td')
    const verdicts = [first, previous].map((cell) => cell.querySelector('[data-verdict]')?.dataset.verdict)
    return [row.closest('section').id, row.dataset.metric, ...verdicts, ...points.map((cell) => cell.dataset.value)].join(' ')
  })`)
  const expected = trend.results.flatMap(({ metrics }, at) =>
    metrics.map(({ id, sinceFirst, sincePrevious, points }) =>
      [`result-${at + 1}`, id, sinceFirst, sincePrevious, ...points.map((point) => point?.median)].join(' '),
    ),
  )
  expect(shown.toSorted()).toEqual(expected.toSorted())
})

test('each gated metric is drawn with a point per report that has it', async () => {
  const { page } = await openPage(browser, html)
  const drawn = (id: string) => page.locator(`${id} > .multiples [data-metric="delivery.serverCpuMicros"]`)
  expect(await drawn('#result-1').locator('g').count()).toBe(4)
  expect(await drawn('#result-2').locator('g').count()).toBe(3)
  expect(await drawn('#result-2').locator('.path').count()).toBe(1)
  expect(await drawn('#result-1').locator('title').first().textContent()).toMatch(/^run-1\.json: 8\.\d+ µs \(/)
})

test('the medians can be copied as CSV', async () => {
  const { page } = await openPage(browser, html, { permissions: ['clipboard-read', 'clipboard-write'] })
  await page.locator('button[data-copies="result-1-gated"]').press('Enter')
  await page.locator('.copy [role="status"]', { hasText: 'Copied' }).waitFor()
  const csv: string = await page.evaluate('navigator.clipboard.readText()')
  expect(csv.split('\n')[0]).toMatch(/^Metric,Since the first,Since the previous,1,1 low,1 high,2,/)
})

test('the trend can be read back from the page', async () => {
  const { page } = await openPage(browser, html)
  expect(JSON.parse((await page.locator('#gatecrash-trend').textContent()) ?? '')).toEqual(trend)
})

test('a trend of hostile reports is inert', async () => {
  const named = ['<script>alert(1)</script>', '</title>', '"><img src=x>'].map((name) => ({
    name,
    report: hostileReport(),
  }))
  const opened = await openPage(browser, renderTrendPage(trendOf(named), assets))
  expect(opened.problems).toEqual([])
  expect(await opened.page.locator('main img, main script').count()).toBe(0)
})
