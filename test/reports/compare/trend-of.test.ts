import { describe, expect, test } from 'vitest'
import { trendOf } from '../../../reports/compare/trend-of.ts'
import { ReportError } from '../../../reports/report-error.ts'
import { sampleTrend, trendReports } from '../../support/sample-comparison.ts'
import { sampleResult } from '../../support/sample-report.ts'
import { failedTrial } from '../../support/sample-trial.ts'

const cpu = 'delivery.serverCpuMicros'

function trendIn(target: string, id: string) {
  return sampleTrend()
    .results.find((result) => result.target === target)
    ?.metrics.find((metric) => metric.id === id)
}

describe('trendOf', () => {
  test('has one point per report, oldest first, and none where a report has no such figure', () => {
    expect(trendIn('single', cpu)?.points.map((point) => point?.median.toFixed(1))).toEqual([
      '8.4',
      '8.5',
      '8.7',
      '8.9',
    ])
    expect(trendIn('cluster', cpu)?.points.map((point) => point?.n ?? null)).toEqual([10, 10, null, 10])
  })

  test('judges the last report against the first and against the one before it', () => {
    expect(trendIn('single', cpu)).toMatchObject({ gated: true, sinceFirst: 'worse', sincePrevious: 'same' })
    expect(sampleTrend().verdict).toBe('worse')
  })

  test('cannot compare with a report that has no such figure', () => {
    expect(trendIn('cluster', cpu)).toMatchObject({ sinceFirst: 'worse', sincePrevious: 'incomparable' })
  })

  test('has no verdict of what only explains other figures', () => {
    expect(trendIn('single', 'generator.cpu')).not.toHaveProperty('sinceFirst')
  })

  test('names every report and what it was measured with', () => {
    const { reports } = sampleTrend()
    expect(reports.map(({ name }) => name)).toEqual(['run-1.json', 'run-2.json', 'run-3.json', 'run-4.json'])
    expect(reports[0]).toMatchObject({ createdAt: '2026-11-17T12:31:05.120Z', environment: { cpu: 'AMD EPYC' } })
  })

  test('shows the results that the last report no longer has', () => {
    const [first, second, , last] = trendReports()
    if (first === undefined || second === undefined || last === undefined) throw new Error('there are four')
    const single = { ...last, report: { ...last.report, results: last.report.results.slice(0, 1) } }
    const results = trendOf([first, second, single]).results
    expect(results.map(({ target }) => target)).toEqual(['single', 'cluster'])
    expect(results[1]?.metrics.find(({ id }) => id === cpu)?.sinceFirst).toBe('incomparable')
  })

  test('is incomparable where the last report was measured with other parameters', () => {
    const reports = trendReports().map((named, at) => {
      const results = named.report.results.map((result) => ({ ...result, parameters: { members: at === 3 ? 2 : 1 } }))
      return { ...named, report: { ...named.report, results } }
    })
    expect(trendOf(reports).verdict).toBe('incomparable')
  })

  test('lets those metrics decide that it is told to', () => {
    const trend = trendOf(trendReports(), { gated: ['delivery.p50'] })
    expect([trend.gated, trend.verdict]).toEqual([['delivery.p50'], 'better'])
  })

  test('refuses a single report', () => {
    expect(() => trendOf(trendReports().slice(0, 1))).toThrow('a trend needs two reports or more; got 1')
  })

  test('refuses a report without a completed trial, in the middle as well', () => {
    const reports = trendReports().map((named, at) =>
      at === 1
        ? { ...named, report: { ...named.report, results: [sampleResult({ trials: [failedTrial()], summary: {} })] } }
        : named,
    )
    expect(() => trendOf(reports)).toThrow(ReportError)
    expect(() => trendOf(reports)).toThrow(/^run-2\.json: no trial was completed/)
  })
})
