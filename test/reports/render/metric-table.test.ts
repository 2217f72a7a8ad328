import { describe, expect, test } from 'vitest'
import { Footnotes } from '../../../reports/render/footnotes.ts'
import { metricTable } from '../../../reports/render/metric-table.ts'
import { sectionsOf } from '../../../reports/render/section.ts'
import type { Result } from '../../../reports/report.ts'
import { sampleResult } from '../../support/sample-report.ts'
import { completedTrial } from '../../support/sample-trial.ts'

function tableOf(...results: Result[]) {
  const [section] = sectionsOf(results)
  if (section === undefined) throw new Error('no section')
  return metricTable(section, new Footnotes())
}

const measuring = (...trials: Record<string, number>[]) =>
  sampleResult({ trials: trials.map((metrics) => completedTrial({ metrics })) })

/** The rows as `label: figure interval`. */
function rowsOf(...results: Result[]): string[] {
  const rows = tableOf(...results).groups.flatMap((group) => group.rows)
  return rows.map(
    ({ label, cells }) => `${label}: ${cells.map((cell) => `${cell.figure} ${cell.interval}`.trim()).join(' | ')}`,
  )
}

describe('metricTable', () => {
  test('prints the median with lowest and highest', () => {
    expect(rowsOf(measuring({ 'connect.rate': 300 }, { 'connect.rate': 402 }, { 'connect.rate': 398 }))).toEqual([
      'connections made: 398 (300-402)',
    ])
  })

  test('prints no interval where all trials gave the same', () => {
    expect(rowsOf(measuring({ 'ack.failed': 0 }, { 'ack.failed': 0 }))).toEqual(['not acknowledged: 0'])
  })

  test('says over how many trials a metric is when some do not have it', () => {
    const trials = [{ 'redis.cpu': 0.1, 'server.cpu': 1 }, { 'server.cpu': 1 }]
    expect(rowsOf(measuring(...trials))).toEqual(['gateway CPU: 1.00', 'Redis CPU: 0.100 (n=1)'])
  })

  test('has no row for a percentile that no column knows', () => {
    expect(rowsOf(measuring({ 'completion.p50': 4 }))).toEqual(['last member, p50: 4.00'])
  })

  test('prints a dash where one column has no figure', () => {
    const other = { ...measuring({ 'server.cpu': 1 }), target: 'cluster' }
    expect(rowsOf(measuring({ 'redis.cpu': 2 }), other)).toEqual(['gateway CPU: - | 1.00', 'Redis CPU: 2.00 | -'])
  })

  test('says that what the gateway uses is not measured, and points to why', () => {
    const code = 'usage-not-measured'
    const outside = {
      ...measuring({ 'ack.failed': 0 }),
      warnings: [{ code, message: 'No page.', advice: 'Have one.' }],
    }
    const { groups } = tableOf(outside)
    const rows = groups.flatMap((group) => group.rows)
    expect(
      rows.map(({ label, cells }) => `${label}: ${cells.map(({ figure, marks }) => figure + marks).join()}`),
    ).toEqual(['not acknowledged: 0', 'gateway CPU: not measured[1]', 'gateway memory (RSS): not measured[1]'])
  })

  test('never prints a share just under one as 100 %', () => {
    expect(
      rowsOf(measuring({ 'delivered.ratio': 0.9999958 }, { 'delivered.ratio': 1 }, { 'delivered.ratio': 1 })),
    ).toEqual(['delivered of expected: 100 (99.9996-100)'])
  })

  test('leaves out of the table what is only kept in the file', () => {
    expect(rowsOf(measuring({ 'sendDelay.p50': 1, 'connect.generatorCpu': 1, 'server.cpu': 1 }))).toEqual([
      'gateway CPU: 1.00',
    ])
  })

  test('marks the figure that a warning concerns', () => {
    const warning = { code: 'x', message: 'X.', advice: 'Y.', metric: 'server.cpu' }
    const { groups } = tableOf({ ...measuring({ 'server.cpu': 1 }), warnings: [warning] })
    expect(groups[0]?.rows[0]?.cells[0]?.marks).toBe('[1]')
  })

  test.each([undefined, 'connect.p99', 'no.such.metric'])(
    'marks the column for a warning about %s, which has no row',
    (metric) => {
      const warning = { code: 'x', message: 'X.', advice: 'Y.', ...(metric === undefined ? {} : { metric }) }
      const { columns } = tableOf({ ...measuring({ 'server.cpu': 1 }), warnings: [warning] })
      expect(columns).toEqual([{ title: 'single', marks: '[1]' }])
    },
  )

  test('shows a metric of a newer version under its id', () => {
    const summary = { 'moon.phase': { median: 0.25, low: 0.25, high: 0.25, n: 1, coverage: 0 } }
    expect(tableOf(sampleResult({ summary })).groups).toMatchObject([
      { heading: 'Not known to this version', rows: [{ label: 'moon.phase', cells: [{ figure: '0.250' }] }] },
    ])
  })

  test('gives figures as multiples of websocket only', () => {
    const polling = { ...measuring({ 'connect.requests': 4 }), transport: 'polling' as const }
    const { groups } = tableOf(measuring({ 'connect.requests': 1 }), polling)
    expect(groups[0]?.rows[0]?.cells.map(({ ratio }) => ratio)).toEqual(['', '4.00x'])
  })
})
