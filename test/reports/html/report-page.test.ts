import { describe, expect, test } from 'vitest'
import { compareReports } from '../../../reports/compare/compare-reports.ts'
import type { Report } from '../../../reports/report.ts'
import { parseReport } from '../../../reports/read-report.ts'
import { metrics } from '../../../reports/metrics.ts'
import { loadPageAssets } from '../../../reports/html/page-assets.ts'
import { renderReportPage } from '../../../reports/html/report-page.ts'
import { hostileReport, hostileText, hugeText } from '../../support/hostile-report.ts'
import { browserForTests, horizontalOverflow, openPage } from '../../support/page-browser.ts'
import { pageReport } from '../../support/page-report.ts'
import { sampleReport, sampleResult } from '../../support/sample-report.ts'
import { failedTrial } from '../../support/sample-trial.ts'

const report = pageReport()

const browser = await browserForTests()
const assets = await loadPageAssets()
const html = renderReportPage(report, assets)

describe('what the page says', () => {
  test('it draws itself without an error, a warning or a request', async () => {
    const { page, problems } = await openPage(browser, html)
    const plots = await page.locator('.plot').count()
    expect(plots).toBeGreaterThan(20)
    expect(await page.locator('.plot canvas').count()).toBe(plots)
    expect(problems).toEqual([])
  })

  test('every section is there, and the contents lead to it', async () => {
    const { page } = await openPage(browser, html)
    expect(await page.locator('nav a').allTextContents()).toEqual([
      ...['Overview', 'fan-out', 'connect', 'transport, single', 'transport, cluster x2 redis', 'ack'],
      ...['Environment', 'Metrics'],
    ])
    for (const target of await page.locator('nav a').all()) {
      const id = (await target.getAttribute('href')) ?? ''
      expect(await page.locator(`section${id} > h2`).count()).toBe(1)
    }
  })

  test('the overview says in plain words what came of each target', async () => {
    const { page } = await openPage(browser, html)
    const text = await page.locator('#overview .key').first().innerText()
    expect(text).toContain('99 of 100 deliveries came within')
    expect(text).toContain('A message into a room of 500 reached every member: 1,800,000 of 1,800,000.')
    expect(text).toContain('2 of 5 trials do not count')
    expect(await page.locator('#overview').innerText()).toContain('1,350 of 1,800,000 deliveries were lost')
    expect(await page.locator('#overview').innerText()).toContain('times the cost by websocket only')
  })

  test('objectives have their verdicts', async () => {
    const { page } = await openPage(browser, html)
    expect(
      await page.evaluate("[...document.querySelectorAll('.objectives tbody tr')].map((row) => row.dataset.met)"),
    ).toEqual(['true', 'false'])
    expect(await page.locator('#overview .verdict-words').innerText()).toBe('1 of 2 objectives were missed.')
  })

  test('every figure of every result is there with its exact value and interval', async () => {
    const { page } = await openPage(browser, html)
    const shown: string[] =
      await page.evaluate(`[...document.querySelectorAll('table.figures tr[data-metric]')].flatMap((row) =>
      [...row.querySelectorAll('td:not(.unit)')].flatMap(({ dataset: { value, low, high } }, at) =>
        value === undefined ? [] : [[row.closest('section').id, at, row.dataset.metric, value, low, high].join(' ')]))`)
    const sections = [[0, 1], [2], [3, 4, 5], [6, 7, 8], [9, 10]]
    const expected = sections.flatMap((indexes, section) =>
      indexes.flatMap((index, at) =>
        Object.entries(report.results[index]?.summary ?? {}).map(
          ([id, { median, low, high }]) => `scenario-${section + 1} ${at} ${id} ${median} ${low} ${high}`,
        ),
      ),
    )
    expect(shown.toSorted()).toEqual(expected.toSorted())
    expect(expected.length).toBeGreaterThan(metrics.length)
  })

  test('the price of polling is told as a ratio', async () => {
    const { page } = await openPage(browser, html)
    const row = page.locator('#scenario-3 table.figures tr[data-metric="delivery.p50"]').first()
    expect(await row.locator('.ratio').allTextContents()).toEqual([
      expect.stringMatching(/^[12]\.\d\dx$/) as string,
      expect.stringMatching(/^[23]\.\d\dx$/) as string,
    ])
  })

  test('the ledger balances', async () => {
    const { page } = await openPage(browser, html)
    const rows: number[][] = await page.evaluate(
      "[...document.querySelectorAll('#scenario-1-ledger tbody tr')].map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.dataset.value)))",
    )
    expect(rows.length).toBe(2)
    for (const [due, sent = 0, dropped = 0, expected, delivered = 0, lost = 0] of rows) {
      expect(due).toBe(sent + dropped)
      expect(expected).toBe(delivered + lost)
    }
    expect(rows[1]?.[5]).toBe(1350)
  })

  test('each kind of figure is drawn for the scenario that measured it', async () => {
    const { page } = await openPage(browser, html)
    const titles = await page.locator('#scenario-4 .figure-title').allTextContents()
    expect(titles).toEqual([
      ...[
        'Delivery time by percentile',
        'Connect time by percentile',
        'Delivery time by instance',
        'Stages of connecting',
      ],
      ...['Delivery time over time, p50', 'Delivery time over time, p99', 'Deliveries per second'],
      ...['Gateway CPU over time', 'Event-loop delay over time, p99', 'Gateway memory over time'],
    ])
    expect(await page.locator('#scenario-4-processes tbody th').allTextContents()).toContain('polling only, Redis')
  })

  test('a mark beside a figure leads to its warning and advice', async () => {
    const { page } = await openPage(browser, html)
    const mark = page.locator('tr[data-metric="delivery.p99"] sup a').first()
    const note = page.locator((await mark.getAttribute('href')) ?? '')
    expect(await note.innerText()).toContain("The generator's own receive work explains 31 %")
    expect(await note.locator('.advice').innerText()).toContain('Compare ratios rather than figures')
  })

  test('trials that do not count are named with their reasons', async () => {
    const { page } = await openPage(browser, html)
    const text = await page.locator('#scenario-1 > .notice').innerText()
    expect(text).toContain('single, trial 4 is invalid and does not count: The generator sent late')
    expect(text).toContain('single, trial 5 failed (phase connect): target-died')
  })

  test('the environment and the options are told', async () => {
    const { page } = await openPage(browser, html)
    const text = await page.locator('#environment').innerText()
    for (const told of ['AMD EPYC', '24.21.0', '6.18.44', '7.0.15, started for this run', 'on CPU 1', 'standard'])
      expect(text).toContain(told)
  })

  test('a report without results says so', async () => {
    const { page, problems } = await openPage(browser, renderReportPage(sampleReport({ results: [] }), assets))
    expect(await page.locator('#overview').innerText()).toContain(
      'No results: the run ended before its first trial did.',
    )
    expect(problems).toEqual([])
  })

  test('a result without a completed trial shows no figure and no chart', async () => {
    const failed = sampleReport({ results: [sampleResult({ trials: [failedTrial()] })] })
    const { page, problems } = await openPage(browser, renderReportPage(failed, assets))
    expect(await page.locator('#scenario-1').innerText()).toContain('No completed trial, so no figures.')
    expect(await page.locator('.plot').count()).toBe(0)
    expect(problems).toEqual([])
  })

  test('a window of one second has a sentence instead of charts over time', async () => {
    const { page } = await openPage(browser, renderReportPage(pageReport({ seconds: 1 }), assets))
    expect(await page.locator('#scenario-1').innerText()).toContain('too short to show a course over time')
    expect(await page.locator('#scenario-1 [id*="-time-"]').count()).toBe(0)
  })
})

describe('what the page carries', () => {
  test('the report can be read back from it', () => {
    expect(parseReport(html, 'report.html')).toEqual(report)
    const small = sampleReport()
    expect(parseReport(renderReportPage(small, assets), 'report.html')).toEqual(small)
  })

  test('a full run of 6 trials stays under 1 MB, draws all its charts and can be compared', async () => {
    const full = pageReport({ trials: 6, samples: 3000, seconds: 15 })
    const long = renderReportPage(full, assets)
    expect(Buffer.byteLength(long)).toBeLessThan(1_000_000)
    const { page, problems } = await openPage(browser, long)
    expect(await page.locator('.plot canvas').count()).toBe(await page.locator('.plot').count())
    expect(await page.locator('footer').innerText()).toContain('report.json has all of them')
    expect(problems).toEqual([])
    const read = { name: 'report.html', report: parseReport(long, 'report.html') }
    expect(compareReports(read, read)).toEqual(compareReports({ ...read, report: full }, { ...read, report: full }))
    expect(Object.keys(completedHistograms(read.report))).toEqual(['delivery'])
  })
})

/** Of the first trial. */
function completedHistograms({ results }: Report): Readonly<Record<string, string>> {
  const trial = results[0]?.trials[0]
  return trial?.status === 'completed' ? trial.histograms : {}
}

describe('a hostile report', () => {
  test.each([
    { what: 'markup, escapes and reordered letters', text: hostileText },
    { what: 'endless words', text: hugeText },
  ])('is inert: $what', async ({ text }) => {
    const hostile = hostileReport(text)
    const page = renderReportPage(hostile, assets)
    const opened = await openPage(browser, page, { viewport: { width: 360, height: 800 } })
    expect(opened.problems).toEqual([])
    expect(await opened.page.locator('main img, main script:not([type="application/json"]), main style').count()).toBe(
      0,
    )
    expect(await opened.page.title()).toMatch(/^Benchmark report/)
    expect(await horizontalOverflow(opened.page)).toBe(0)
    expect(parseReport(page, 'report.html')).toEqual(hostile)
  })

  test('has no character that could reorder or hide text', async () => {
    const { page } = await openPage(browser, renderReportPage(hostileReport(), assets))
    const text = await page.locator('body').innerText()
    expect(text.replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })
})
