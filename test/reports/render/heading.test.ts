import { describe, expect, test } from 'vitest'
import { headingLines } from '../../../reports/render/heading.ts'
import { paintOf } from '../../../reports/render/paint.ts'
import type { Report } from '../../../reports/report.ts'
import { clusterResult, sampleReport, sampleResult } from '../../support/sample-report.ts'

const { environment, tool } = sampleReport()
const headingOf = (fields: Partial<Report>) => headingLines(sampleReport(fields), 400, paintOf(false)).join('\n')

describe('headingLines', () => {
  test('name the commit, and say when files differed from it', () => {
    expect(headingOf({ tool: { ...tool, dirty: true } })).toMatch(
      /^gatecrash 0\.1\.0 at 53a58dd0c, with uncommitted changes\n/,
    )
    expect(headingOf({ tool: { version: '0.1.0' } })).toMatch(/^gatecrash 0\.1\.0\n/)
  })

  test.each([
    ['spawned', 'Redis 7.0.15 (started for this run)'],
    ['environment', 'Redis 7.0.15 (from REDIS_URL)'],
  ] as const)('say where a Redis that was %s came from', (source, text) => {
    expect(headingOf({ environment: { ...environment, redis: { version: '7.0.15', source } } })).toContain(text)
  })

  test('name the packages of the adapters that were measured, and no others', () => {
    expect(headingOf({ results: [sampleResult()] })).not.toContain('adapter')
    expect(headingOf({ results: [clusterResult()] })).toContain('@socket.io/redis-adapter 8.3.0 · redis client 6.3.1')
  })

  test('say that Redis was not measured only where the cluster used IPC', () => {
    expect(headingOf({ results: [clusterResult({ adapter: 'ipc' })] })).toContain('Redis was not measured')
    expect(headingOf({ results: [sampleResult()] })).not.toContain('Redis was not measured')
  })

  test('break lines between facts only', () => {
    const lines = headingLines(sampleReport(), 60, paintOf(false))
    expect(lines.filter((line) => line.startsWith('·') || line.endsWith('·'))).toEqual([])
  })
})
