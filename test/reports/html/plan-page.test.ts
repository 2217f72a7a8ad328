import { describe, expect, test } from 'vitest'
import { loadPageAssets } from '../../../reports/html/page-assets.ts'
import { renderPlanPage } from '../../../reports/html/plan-page.ts'
import { hostileText, hugeText } from '../../support/hostile-report.ts'
import { browserForTests, horizontalOverflow, openPage } from '../../support/page-browser.ts'
import { describeLayout } from '../../support/page-layout.ts'
import { sampleCalibration, samplePlan, wideCalibration } from '../../support/sample-demand.ts'

const plan = samplePlan()

const browser = await browserForTests()
const assets = await loadPageAssets()
const html = renderPlanPage(plan, assets)

describeLayout(browser, html)

describe('what the page says', () => {
  test('it draws itself without an error, a warning or a request', async () => {
    const { page, problems } = await openPage(browser, html)
    expect(await page.locator('.plot canvas').count()).toBe(2)
    expect(problems).toEqual([])
  })

  test('what was never measured comes before the answer', async () => {
    const { page } = await openPage(browser, html)
    const text = await page.locator('main > section').first().innerText()
    expect(text.indexOf('3 instances (measured 1 to 2')).toBeGreaterThan(0)
    expect(text.indexOf('3 instances (measured 1 to 2')).toBeLessThan(text.indexOf('4 instances (3 to 4)'))
  })

  test('nothing is said of reaching beyond where everything was measured', async () => {
    const { page } = await openPage(browser, renderPlanPage(samplePlan({}, wideCalibration()), assets))
    expect(await page.locator('[data-beyond]').count()).toBe(0)
    expect(await page.locator('.verdict-words').getAttribute('data-met')).toBe('true')
  })

  test('every resource has its bar, as long as its share, the scarcest first', async () => {
    const { page } = await openPage(browser, html)
    const bars: [string, number][] = await page.evaluate(
      "[...document.querySelectorAll('#uses [data-resource]')].map((bar) => [bar.dataset.resource, parseFloat(bar.querySelector('rect').getAttribute('width'))])",
    )
    expect(bars.map(([resource]) => resource)).toEqual(plan.answer.uses.map(({ resource }) => resource))
    const perShare = bars.map(([, width], at) => width / (plan.answer.uses[at]?.share ?? 0))
    for (const one of perShare) expect(one).toBeCloseTo(perShare[0] ?? 0, 1)
  })

  test('what is too much is drawn no further than twice what is allowed, and said', async () => {
    const over = samplePlan({ deployment: { instances: 2 } })
    const { page } = await openPage(browser, renderPlanPage(over, assets))
    expect(await page.locator('.verdict-words').getAttribute('data-met')).toBe('false')
    expect(await page.locator('#uses [data-resource="p99"]').textContent()).toContain('unbounded of 250 ms, too much')
    expect(await page.locator('#uses [data-resource="p99"] rect').getAttribute('width')).toBe('100.000%')
  })

  test('the curve has a row for each number of instances, with what is allowed', async () => {
    const { page } = await openPage(browser, html)
    const rows: string[][] = await page.evaluate(
      "[...document.querySelectorAll('#curve-cpu-data tbody tr')].map((row) => [...row.children].map((cell) => cell.dataset.value))",
    )
    expect(rows.map(([instances]) => Number(instances))).toEqual(plan.curve.map(({ judged }) => judged.instances))
    expect(new Set(rows.map(([, , allowed]) => allowed))).toEqual(new Set(['0.7']))
  })

  test('what if has a row for each question, with its outcome', async () => {
    const { page } = await openPage(browser, html)
    const rows: string[] = await page.evaluate(
      "[...document.querySelectorAll('#what-if-table tbody tr')].map((row) => `${row.cells[0].textContent} ${row.dataset.instances} ${row.dataset.met}`)",
    )
    expect(rows).toEqual(
      plan.whatIf.map(
        ({ name, judged, beyond }) => `${name}${beyond.length > 0 ? ' *' : ''} ${judged.instances} ${judged.met}`,
      ),
    )
  })

  test('what to configure and what to know are there', async () => {
    const { page } = await openPage(browser, html)
    expect(await page.locator('#settings').innerText()).toContain('700m')
    expect(await page.locator('#notes li').count()).toBe(plan.notes.length)
  })
})

describe('how the page works', () => {
  test('without JavaScript the answer, the bars and all figures are still there', async () => {
    const { page } = await openPage(browser, html, { javaScriptEnabled: false })
    expect(await page.locator('.verdict-words').isVisible()).toBe(true)
    expect(await page.locator('#uses rect').first().isVisible()).toBe(true)
  })

  test('what if can be copied as CSV', async () => {
    const { page } = await openPage(browser, html, { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.locator('button[data-copies="what-if-table"]').press('Enter')
    await page.locator('.copy [role="status"]', { hasText: 'Copied' }).waitFor()
    const csv: string = await page.evaluate('navigator.clipboard.readText()')
    expect(csv).toMatch(/^What if,instances,gateway CPU,/)
  })
})

test('the plan can be read back from the page', async () => {
  const { page } = await openPage(browser, html)
  const read = JSON.parse((await page.locator('#gatecrash-plan').textContent()) ?? '') as unknown
  expect(read).toEqual(JSON.parse(JSON.stringify(plan)))
})

test.each([
  ['hostile', hostileText],
  ['huge', hugeText],
])('a plan from a calibration of %s texts is inert', async (_, text) => {
  const { environment } = sampleCalibration()
  const calibration = sampleCalibration({}, { report: text, environment: { ...environment, cpu: text, node: text } })
  const page = renderPlanPage(samplePlan({ deployment: { currency: text, cpu: text } }, calibration), assets)
  const opened = await openPage(browser, page, { viewport: { width: 360, height: 800 } })
  expect(opened.problems).toEqual([])
  expect(await opened.page.locator('main img, main script:not([type="application/json"]), main style').count()).toBe(0)
  expect(await horizontalOverflow(opened.page)).toBe(0)
})
