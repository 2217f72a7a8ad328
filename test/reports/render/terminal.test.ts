import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import { renderTerminal } from '../../../reports/render/terminal.ts'
import { textWidth } from '../../../reports/render/text-width.ts'
import type { Report } from '../../../reports/report.ts'
import { clusterResult, sampleReport, sampleResult, sampleTrials } from '../../support/sample-report.ts'
import {
  completedTrial,
  failedTrial,
  interruptedTrial,
  invalidTrial,
  sampleMeasurement,
} from '../../support/sample-trial.ts'

const path = 'reports/runs/2026-11-20T12-31-05-desk/report.json'
const wide = (report: Report) => renderTerminal(report, { width: 120, color: false, path })

const p99 = (value: number) => completedTrial({ metrics: { 'delivery.p50': 3, 'delivery.p99': value } })

const hostile = '\u001b[2J\u001b]0;owned\u0007\r\nfake line\u202Egnol\u0000'

function hostileReport(): Report {
  const warning = { code: hostile, message: hostile, advice: hostile, metric: hostile }
  const failures = { [hostile]: 3 }
  const result = sampleResult({
    scenario: hostile,
    question: 'x'.repeat(2000),
    target: hostile,
    adapter: hostile,
    parameters: { [hostile]: hostile },
    trials: [
      completedTrial({ metrics: {}, failures, warnings: [warning] }),
      failedTrial({ error: { code: hostile, message: hostile }, partial: sampleMeasurement({ failures }) }),
      invalidTrial({ reasons: [warning] }),
    ],
    summary: {
      [hostile]: { median: 1, low: 1, high: 1, n: 1, coverage: 0 },
      'delivery.p99': { median: 1e300, low: -1, high: 1, n: 1, coverage: 0 },
    },
    slo: [{ slo: hostile, value: 1, met: true }],
  })
  const { environment, tool } = sampleReport()
  return sampleReport({
    createdAt: hostile,
    tool: { ...tool, version: hostile, commit: hostile },
    environment: { ...environment, cpu: hostile, placement: { [hostile]: [0] } },
    results: [result],
  })
}

describe('the terminal report', () => {
  test('shows a whole run', async () => {
    await expect(wide(sampleReport())).toMatchFileSnapshot('golden/full.txt')
  })

  test('shows the same run in 80 columns', async () => {
    const text = renderTerminal(sampleReport(), { width: 80, color: false, path })
    await expect(text).toMatchFileSnapshot('golden/narrow.txt')
  })

  test('shows a single trial without an interval', async () => {
    await expect(wide(sampleReport({ results: [sampleResult({ trials: [p99(13)] })] }))).toMatchFileSnapshot(
      'golden/one-trial.txt',
    )
  })

  test('names an invalid trial and its reason, and counts the others', async () => {
    const results = [sampleResult({ trials: [p99(13), invalidTrial(), p99(14)] })]
    await expect(wide(sampleReport({ results }))).toMatchFileSnapshot('golden/invalid-trial.txt')
  })

  test('names failed and interrupted trials, and shows no figure as zero', async () => {
    const partial = sampleMeasurement({ failures: { 'connect.refused': 188 } })
    const trials = [failedTrial({ partial }), interruptedTrial()]
    const slo = [{ slo: 'delivery.p99<250', value: null, met: false }]
    const results = [sampleResult({ trials: [p99(13)] }), clusterResult({ trials, slo })]
    await expect(wide(sampleReport({ results }))).toMatchFileSnapshot('golden/failed-trial.txt')
  })

  test('says that a run without results ended early', async () => {
    await expect(wide(sampleReport({ results: [] }))).toMatchFileSnapshot('golden/empty.txt')
  })

  test('says first that Redis was not measured where the cluster fell back to IPC', async () => {
    const { environment } = sampleReport()
    const results = [clusterResult({ adapter: 'ipc', trials: sampleTrials({ 'delivery.p50': 3, 'delivery.p99': 14 }) })]
    const report = sampleReport({ environment: { ...environment, redis: undefined, placement: {} }, results })
    await expect(wide(report)).toMatchFileSnapshot('golden/ipc.txt')
  })

  test('prints hostile strings as harmless text', async () => {
    await expect(wide(hostileReport())).toMatchFileSnapshot('golden/hostile.txt')
  })

  test('prints no control character but line feeds, whatever a report says', () => {
    expect(wide(hostileReport())).toMatch(/^(?:[^\p{Cc}\p{Cf}]|\n)*$/u)
  })

  test.each([80, 100, 120, 200])('keeps within %i columns', (width) => {
    const lines = renderTerminal(sampleReport(), { width, color: false, path }).split('\n')
    expect(lines.filter((line) => textWidth(line) > width)).toEqual([])
  })

  test('says in colour what it says without', () => {
    const withoutEnds = (text: string) => text.replaceAll(/ +$/gm, '')
    const colored = renderTerminal(sampleReport(), { width: 100, color: true })
    const plain = renderTerminal(sampleReport(), { width: 100, color: false })
    expect(colored).not.toBe(plain)
    expect(withoutEnds(stripVTControlCharacters(colored))).toBe(plain)
  })

  test('leaves no space at the end of a line', () => {
    expect(wide(sampleReport())).not.toMatch(/ $/m)
  })

  test('does not name a file when it was given none', () => {
    expect(renderTerminal(sampleReport(), { width: 80, color: false })).not.toContain('Report:')
  })
})
