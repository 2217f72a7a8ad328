import { describe, expect, test } from 'vitest'
import { compareReports } from '../../../reports/compare/compare-reports.ts'
import type { Comparison } from '../../../reports/compare/comparison.ts'
import { renderComparisonPage } from '../../../reports/html/comparison-page.ts'
import { loadPageAssets } from '../../../reports/html/page-assets.ts'
import { hostileReport } from '../../support/hostile-report.ts'
import { browserForTests, chartTexts, horizontalOverflow, openPage } from '../../support/page-browser.ts'
import { describeLayout } from '../../support/page-layout.ts'
import { comparedReports, sampleComparison } from '../../support/sample-comparison.ts'

const comparison = sampleComparison()

const render = (one: Comparison): string => {
  const { base, head } = comparedReports()
  return renderComparisonPage(one, base.report, head.report, assets)
}

const browser = await browserForTests()
const assets = await loadPageAssets()
const html = render(comparison)

describeLayout(browser, html)

describe('what the page says', () => {
  test('it draws itself without an error, a warning or a request', async () => {
    const { page, problems } = await openPage(browser, html)
    expect(await page.locator('.plot canvas').count()).toBe(await page.locator('.plot').count())
    expect(problems).toEqual([])
  })

  test('the verdict comes first, in words', async () => {
    const { page } = await openPage(browser, html)
    const words = page.locator('main > section').first().locator('.verdict-words')
    expect(await words.getAttribute('data-verdict')).toBe(comparison.verdict)
    expect(await words.innerText()).toContain('Worse: 2 of')
    expect(await words.innerText()).toContain('delivery.serverCpuMicros +12 %')
  })

  test('every gated metric has its verdict and its exact effect', async () => {
    const { page } = await openPage(browser, html)
    const shown: string[] = await page.evaluate(`[...document.querySelectorAll('#gated tr[data-metric]')].map((row) => {
      const [, change] = [...row.querySelectorAll('td:not([data-drawing])')]
      const { value, low, high } = change.dataset
      return [row.dataset.metric, row.querySelector('[data-verdict]').dataset.verdict, value, low, high].join(' ')
    })`)
    const expected = comparison.results.flatMap(({ metrics }) =>
      metrics
        .filter(({ gated }) => gated)
        .map(({ id, verdict, effect }) => [id, verdict, effect?.estimate, effect?.low, effect?.high].join(' ')),
    )
    expect(shown).toEqual(expected)
    expect(new Set(shown.map((line) => line.split(' ')[1]))).toEqual(
      new Set(['worse', 'better', 'same', 'unknown', 'incomparable']),
    )
  })

  test('the reason of a verdict describes its metric', async () => {
    const { page } = await openPage(browser, html)
    const described: string[] =
      await page.evaluate(`[...document.querySelectorAll('#gated tr[data-metric]')].map((row) => {
      const heading = row.querySelector('th')
      const reason = document.getElementById(heading.getAttribute('aria-describedby') ?? '')
      return reason?.getAttribute('headers') === heading.id ? reason.textContent.toLowerCase() : ''
    })`)
    const gated = comparison.results.flatMap(({ metrics }) => metrics.filter((metric) => metric.gated))
    expect(described).toEqual(gated.map(({ reason }) => (reason === undefined ? '' : `${reason.toLowerCase()}.`)))
  })

  test('every metric of a result can be unfolded', async () => {
    const { page } = await openPage(browser, html)
    const ids = comparison.results[0]?.metrics.map(({ id }) => id) ?? []
    const shown: string[] = await page.evaluate(
      "[...document.querySelectorAll('#result-1-all tr[data-metric]')].map((row) => row.dataset.metric)",
    )
    expect(shown.toSorted()).toEqual(ids.toSorted())
  })

  test('both curves are drawn over each other', async () => {
    const { page } = await openPage(browser, html)
    const figure = page.locator('#result-1-curve-delivery')
    expect(await figure.locator('.legend li').allTextContents()).toEqual(['base', 'head'])
    await figure.scrollIntoViewIfNeeded()
    await figure.locator('.u-over').hover()
    expect(await figure.locator('.tooltip').innerText()).toMatch(/base [\d.]+ ms\s+head [\d.]+ ms/)
  })

  test.each([
    { width: 360, shown: ['50 %', '99 %', '99.99 %'] },
    { width: 600, shown: ['50 %', '90 %', '99 %', '99.9 %', '99.99 %', '99.999 %'] },
    { width: 1280, shown: ['50 %', '90 %', '99 %', '99.9 %', '99.99 %', '99.999 %'] },
  ])('the curve labels the percentiles that have room at $width pixels', async ({ width, shown }) => {
    const { page } = await openPage(browser, html, { viewport: { width, height: 800 }, deviceScaleFactor: 2 })
    const [chart] = await chartTexts(page)
    const labels = chart?.texts.filter(({ text }) => text.endsWith(' %')) ?? []
    expect(labels.map(({ text }) => text)).toEqual(shown)
    const gaps = labels.map(({ right }, at) => (labels[at + 1]?.left ?? chart?.width ?? 0) - right)
    expect(Math.min(...gaps)).toBeGreaterThan(0)
  })

  test('reasons, notes, and results of one side only are told', async () => {
    const { page } = await openPage(browser, html)
    const text = await page.locator('main').innerText()
    expect(text).toContain('Parameter users differs: 2000 in base, 3000 in head.')
    expect(text).toContain('1 of 12 trials is invalid')
    expect(text).toContain('Only in base: fan-out, single, polling.')
    expect(text).toContain('Only in head: ack, single, websocket.')
  })

  test('what changed in the environment is told field by field', async () => {
    const { page } = await openPage(browser, html)
    const fields: string[] = await page.evaluate(
      "[...document.querySelectorAll('.changes tr[data-field]')].map((row) => row.dataset.field)",
    )
    expect(fields).toEqual(comparison.environmentChanges.map(({ field }) => field))
    expect(await page.locator('.changes tr[data-field="packages.socket.io"]').innerText()).toContain('4.8.4')
  })

  test('a comparison of pairs says how it was measured', async () => {
    const paired = {
      batches: [{ name: 'first', pairs: 12, looks: [8, 12] }],
      discardedPairs: 1,
      alphaPerLook: 0.01,
      stoppedBecause: 'clear',
      maxMinutes: 10,
    } as const
    const { page } = await openPage(browser, render({ ...comparison, paired }))
    expect(await page.locator('#verdict').innerText()).toContain('Measured in pairs: 12 pairs (judged after 8, 12)')
  })

  test('an interval without a bound is an arrow', async () => {
    const unbounded = comparison.results.map((result) => ({
      ...result,
      metrics: result.metrics.map((metric) =>
        metric.effect === undefined ? metric : { ...metric, effect: { ...metric.effect, low: null, high: null } },
      ),
    }))
    const { page } = await openPage(browser, render({ ...comparison, results: unbounded }))
    const row = page.locator('#gated tr[data-metric="delivery.serverCpuMicros"]').first()
    expect(await row.locator('.arrow').count()).toBe(2)
    expect(await row.innerText()).toContain('(no bounds)')
  })
})

describe('how the page works', () => {
  test('without JavaScript the verdict and all figures are still there', async () => {
    const { page } = await openPage(browser, html, { javaScriptEnabled: false })
    expect(await page.locator('#gated [data-verdict="worse"]').first().isVisible()).toBe(true)
    expect(await page.locator('#gated .forest').first().isVisible()).toBe(true)
  })

  test('the effects can be copied as CSV', async () => {
    const { page } = await openPage(browser, html, { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.locator('button[data-copies="gated"]').press('Enter')
    await page.locator('.copy [role="status"]', { hasText: 'Copied' }).waitFor()
    const csv: string = await page.evaluate('navigator.clipboard.readText()')
    expect(csv.split('\n')[0]).toBe(
      'Metric,Verdict,Change,Change low,Change high,Limit,Base,Base low,Base high,Head,Head low,Head high,Evidence',
    )
    const effect = comparison.results[0]?.metrics.find(({ id }) => id === 'delivery.serverCpuMicros')?.effect
    expect(csv).toContain(`delivery.serverCpuMicros,worse,${effect?.estimate},${effect?.low},${effect?.high},3 %,`)
  })

  test('on a phone metric, verdict, change and reason are seen without scrolling', async () => {
    const { page } = await openPage(browser, html, { viewport: { width: 360, height: 800 } })
    const edges: Record<'column' | 'reason' | 'table', number[]> = await page.evaluate(`(() => {
      const rightOf = (selector) => [...document.querySelectorAll(selector)].map((one) => one.getBoundingClientRect().right)
      return { column: rightOf('#gated tr[data-metric] > :nth-child(3)'), reason: rightOf('#gated .reason p'), table: rightOf('.scroll:has(> #gated)') }
    })()`)
    const headings = await page.locator('#gated thead th').allInnerTexts()
    expect(headings.slice(0, 3)).toEqual(['Metric', 'Verdict', 'Change'])
    expect(edges.reason.length).toBeGreaterThan(0)
    expect(Math.max(...edges.column, ...edges.reason)).toBeLessThanOrEqual(edges.table[0] ?? 0)
  })
})

test('the comparison can be read back from the page', async () => {
  const { page } = await openPage(browser, html)
  expect(JSON.parse((await page.locator('#gatecrash-comparison').textContent()) ?? '')).toEqual(comparison)
})

test('a comparison of hostile reports is inert', async () => {
  const report = hostileReport()
  const compared = compareReports({ name: '<img src=x onerror=alert(1)>', report }, { name: '</title>', report })
  const page = renderComparisonPage(compared, report, report, assets)
  const opened = await openPage(browser, page, { viewport: { width: 360, height: 800 } })
  expect(opened.problems).toEqual([])
  expect(await opened.page.locator('main img, main script:not([type="application/json"]), main style').count()).toBe(0)
  expect(await horizontalOverflow(opened.page)).toBe(0)
})
