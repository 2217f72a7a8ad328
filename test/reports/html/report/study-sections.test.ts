import { describe, expect, test } from 'vitest'
import type { ChartSpec } from '../../../../reports/html/figures/chart-spec.ts'
import { loadPageAssets } from '../../../../reports/html/page-assets.ts'
import { renderReportPage } from '../../../../reports/html/report-page.ts'
import { hostileText } from '../../../support/hostile-report.ts'
import { fanOutLoad } from '../../../support/offered-load.ts'
import { browserForTests, openPage } from '../../../support/page-browser.ts'
import { describeLayout } from '../../../support/page-layout.ts'
import { sampleCost, sampleModel } from '../../../support/sample-model.ts'
import { clusterResult, sampleReport, sampleResult } from '../../../support/sample-report.ts'
import { sampleScaling } from '../../../support/sample-scaling.ts'
import { failedTrial } from '../../../support/sample-trial.ts'

const offered = fanOutLoad({ members: 500, rate: 40, payloadBytes: 64 })
const results = [
  sampleResult({ offered }),
  clusterResult({ offered, trials: [...clusterResult().trials, failedTrial()] }),
]
const warning = { code: 'workload-left-out', message: 'One was left out.', advice: 'Measure it again.' }
const model = sampleModel({
  costs: sampleModel().costs.map((cost) =>
    cost.id === 'broadcast' ? sampleCost('broadcast', cost.value, { told: false }) : cost,
  ),
  residuals: [
    { workload: 'a', resource: 'gateway', measured: 0.25, predicted: 0.262, trials: 3 },
    { workload: 'b', resource: 'redis', measured: 0.01, predicted: 0.013, trials: 3 },
  ],
  warnings: [warning],
})
const report = sampleReport({
  results,
  model,
  scaling: [sampleScaling(), sampleScaling({ adapter: 'redis-sharded' })],
})

const browser = await browserForTests()
const assets = await loadPageAssets()
const html = renderReportPage(report, assets)

describeLayout(browser, html)

describe('the page of a study', () => {
  test('draws itself without an error, a warning or a request', async () => {
    const { page, problems } = await openPage(browser, html)
    expect(await page.locator('#scaling .plot canvas').count()).toBe(2)
    expect(problems).toEqual([])
  })

  test('has sections for what was found, and one for all workloads', async () => {
    const { page } = await openPage(browser, html)
    expect(await page.locator('nav a').allTextContents()).toEqual([
      ...['Overview', 'What operations cost', 'How a cluster scales', 'What was measured'],
      ...['Environment', 'Metrics'],
    ])
    expect(await page.locator('#workloads tbody tr').count()).toBe(2)
    expect(await page.locator('#workloads').innerText()).toContain('trial 4 failed')
  })

  test('says in the overview what was found', async () => {
    const { page } = await openPage(browser, html)
    const text = await page.locator('#overview').innerText()
    expect(text).toContain('a delivery 11.0 µs')
    expect(text).toContain('The workload that they explain worst is off by 30.0 %.')
    expect(text).toContain('redis-sharded: 4 instances hold as much as 3.27 would that lose nothing')
  })

  test('has every cost with its exact value and interval', async () => {
    const { page } = await openPage(browser, html)
    const rows = page.locator('#model-costs tr[data-metric]')
    expect(await rows.count()).toBe(model.costs.length)
    const delivery = page.locator('#model-costs tr[data-metric="delivery"] td').first()
    expect(await delivery.getAttribute('data-value')).toBe('11')
    expect(await page.locator('#model-costs tr[data-metric="broadcast"]').innerText()).toContain('~30.0')
    expect(await page.locator('#model').innerText()).toContain('One was left out. Measure it again.')
  })

  test('draws bars of costs that can be compared on one scale', async () => {
    const { page } = await openPage(browser, html)
    const width = async (id: string) =>
      Number(await page.locator(`#model-costs tr[data-metric="${id}"] rect`).getAttribute('width'))
    expect((await width('delivery')) / (await width('message'))).toBeCloseTo(11 / 40, 1)
    expect(await page.locator('#model-costs tr[data-metric="wake"] rect').count()).toBe(0)
  })

  test('shows the workload that is explained worst first, and marks it', async () => {
    const { page } = await openPage(browser, html)
    const first = page.locator('#model-residuals tbody tr').first()
    expect(await first.innerText()).toMatch(/b\s+Redis\s+0\.0100\s+0\.0130\s+\+30\.0 %/)
    expect(await first.locator('svg.bad').count()).toBe(1)
    expect(await page.locator('#model-residuals svg.bad').count()).toBe(1)
  })

  test('shows hostile text as text', async () => {
    const residuals = [{ workload: hostileText, resource: 'gateway' as const, measured: 1, predicted: 2, trials: 1 }]
    const hostile = sampleReport({
      results,
      model: sampleModel({ adapter: hostileText, residuals, warnings: [{ ...warning, message: hostileText }] }),
      scaling: [sampleScaling({ adapter: hostileText, workload: hostileText })],
    })
    const { page, problems } = await openPage(browser, renderReportPage(hostile, assets))
    expect(problems).toEqual([])
    expect(await page.locator('#scaling .plot canvas').count()).toBe(1)
  })
})

describe('the curve of a scaling', () => {
  test('goes on to twice as many instances as were measured, by the law alone', () => {
    const [, json = ''] = /class="plot-data">(.*)<\/script>/.exec(html) ?? []
    const { x, lines, bands } = JSON.parse(json) as ChartSpec
    expect(x).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(lines.map(({ label }) => label)).toEqual(['measured', 'scalability law', 'if nothing were lost'])
    expect(lines[0]?.values).toEqual([83.33, 149.3, 214.3, 272.1, null, null, null, null])
    expect(lines[1]?.values.every((value) => value !== null)).toBe(true)
    expect(bands[0]?.low[0]).toBe(82.1)
  })
})
