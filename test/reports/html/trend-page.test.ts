import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { trendOf } from '../../../reports/compare/trend-of.ts'
import { loadPageAssets, type PageAssets } from '../../../reports/html/page-assets.ts'
import { renderTrendPage } from '../../../reports/html/trend-page.ts'
import { hostileReport } from '../../support/hostile-report.ts'
import {
  accessibilityProblems,
  clippedElements,
  horizontalOverflow,
  launchBrowser,
  openPage,
} from '../../support/page-browser.ts'
import { sampleTrend } from '../../support/sample-comparison.ts'

const trend = sampleTrend()
let browser: Browser
let assets: PageAssets
let html: string

beforeAll(async () => {
  browser = await launchBrowser()
  assets = await loadPageAssets()
  html = renderTrendPage(trend, assets)
})

afterAll(() => browser.close())

const views = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [1280, 360].map((width) => ({ colorScheme, width, viewport: { width, height: 800 } })),
)

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

test.each(views)('it is accessible: $colorScheme, $width pixels', async ({ colorScheme, viewport }) => {
  const { page } = await openPage(browser, html, { colorScheme, viewport })
  await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
  expect(await accessibilityProblems(page)).toEqual([])
})

test.each([360, 1280])('it is no wider than %i pixels', async (width) => {
  const { page } = await openPage(browser, html, { viewport: { width, height: 800 } })
  expect(await horizontalOverflow(page)).toBe(0)
})

test('on paper nothing is cut off', async () => {
  const { page } = await openPage(browser, html, { viewport: { width: 688, height: 1000 } })
  await page.emulateMedia({ media: 'print' })
  expect(await clippedElements(page)).toEqual([])
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
