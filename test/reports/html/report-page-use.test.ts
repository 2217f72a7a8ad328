import { expect, test } from 'vitest'
import { loadPageAssets } from '../../../reports/html/page-assets.ts'
import { renderReportPage } from '../../../reports/html/report-page.ts'
import { browserForTests, clippedElements, openPage } from '../../support/page-browser.ts'
import { describeLayout } from '../../support/page-layout.ts'
import { pageReport } from '../../support/page-report.ts'

const report = pageReport()
/** The same parts in fewer rows: axe-core takes its time over each. */
const outline = pageReport({ samples: 2, seconds: 2 })

const browser = await browserForTests()
const assets = await loadPageAssets()
const html = renderReportPage(report, assets)

describeLayout(browser, html, renderReportPage(outline, assets))

test('without JavaScript all figures are still there', async () => {
  const { page } = await openPage(browser, html, { javaScriptEnabled: false })
  expect(await page.locator('noscript').innerText()).toContain('Curves are drawn by JavaScript')
  const cell = page.locator('#scenario-1 tr[data-metric="delivery.p99"] .value').first()
  expect(await cell.isVisible()).toBe(true)
  expect(await page.locator('#theme').isVisible()).toBe(false)
})

test('Tab reaches every control', async () => {
  const { page } = await openPage(browser, html)
  const controls = 'a[href], button, summary, [tabindex="0"], input:checked'
  await page.evaluate(`
    for (const one of document.querySelectorAll(${JSON.stringify(controls)})) if (one.checkVisibility()) one.setAttribute('data-wanted', '')
    document.addEventListener('focusin', ({ target }) => target.removeAttribute('data-wanted'))`)
  const count = await page.locator('[data-wanted]').count()
  expect(count).toBeGreaterThan(50)
  for (let presses = 0; presses < count; presses++) await page.keyboard.press('Tab')
  expect(await page.evaluate("[...document.querySelectorAll('[data-wanted]')].map((one) => one.outerHTML)")).toEqual([])
})

test('Enter on "Copy as CSV" gives the exact figures', async () => {
  const { page } = await openPage(browser, html, { permissions: ['clipboard-read', 'clipboard-write'] })
  const button = page.locator('button[data-copies="scenario-1-figures"]')
  await button.focus()
  await page.keyboard.press('Enter')
  await page.locator('.copy [role="status"]', { hasText: 'Copied' }).waitFor()
  const csv = await page.evaluate('navigator.clipboard.readText()')
  const [head, ...rows] = String(csv).trim().split('\n')
  expect(head).toMatch(/^Metric,Unit,single,single low,single high,/)
  const { median, low, high } = report.results[0]?.summary['delivery.p99'] ?? {}
  expect(rows.find((row) => row.startsWith('delivery.p99,'))).toMatch(
    new RegExp(`^delivery\\.p99,ms,${median},${low},${high},`),
  )
})

test('the data of a chart can be copied without opening it', async () => {
  const { page } = await openPage(browser, html, { permissions: ['clipboard-read', 'clipboard-write'] })
  await page.locator('button[data-copies="scenario-1-curve-delivery-data"]').click()
  await page.locator('.copy [role="status"]', { hasText: 'Copied' }).waitFor()
  const csv = String(await page.evaluate('navigator.clipboard.readText()'))
  expect(csv.split('\n')[0]).toBe('At most as slow,single,cluster x2 redis')
  expect(csv).toMatch(/^99,[\d.]+,[\d.]+$/m)
})

test('hovering over a chart shows its values', async () => {
  const { page } = await openPage(browser, html)
  const figure = page.locator('#scenario-1-curve-delivery')
  await figure.scrollIntoViewIfNeeded()
  await figure.locator('.u-over').hover()
  const text = await figure.locator('.tooltip').innerText()
  expect(text).toMatch(/\d %/)
  expect(text).toMatch(/single [\d.]+ ms/)
  expect(text).toMatch(/cluster x2 redis [\d.]+ ms/)
})

test('the theme switch turns the page and redraws its charts', async () => {
  const { page } = await openPage(browser, html, { colorScheme: 'light' })
  const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
  const drawing = () => page.evaluate("document.querySelector('.plot canvas').toDataURL()")
  const [light, drawnLight] = [await paper(), await drawing()]
  await page.locator('#theme input[value="auto"]').focus()
  await page.keyboard.press('ArrowLeft')
  expect(await page.locator('#theme input[value="dark"]').isChecked()).toBe(true)
  expect(await paper()).not.toBe(light)
  expect(await drawing()).not.toBe(drawnLight)
})

test.each([360, 1280])('notes stand below their table on the left, copying on the right: %i pixels', async (width) => {
  const { page } = await openPage(browser, html, { viewport: { width, height: 800 } })
  const offsets: number[][] =
    await page.evaluate(`[...document.querySelectorAll('.figure-data:has(> .hint)')].map((line) => {
    const [note, button, table] = [line.querySelector('.hint'), line.querySelector('button'), line.previousElementSibling]
      .map((one) => one.getBoundingClientRect())
    return [note.left - table.left, line.getBoundingClientRect().right - button.right]
  })`)
  expect(offsets.length).toBeGreaterThan(3)
  expect(offsets.flat().filter((offset) => Math.abs(offset) > 0.5)).toEqual([])
})

test('on paper it is light, complete, and nothing is cut off', async () => {
  const paper = { width: 688, height: 1000 }
  const { page } = await openPage(browser, html, { colorScheme: 'dark', viewport: paper })
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await page.waitForFunction("document.querySelector('.plot .uplot').offsetWidth === 640")
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)')
  expect(await page.locator('.plot canvas').first().isVisible()).toBe(true)
  expect(await page.locator('nav').isVisible()).toBe(false)
  expect(await clippedElements(page)).toEqual([])
})
