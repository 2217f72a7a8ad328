import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseReport, readReport } from '../../reports/read-report.ts'
import { ReportError } from '../../reports/report-error.ts'
import { noReport } from '../../reports/report-problems.ts'
import { hostileReport } from '../support/hostile-report.ts'
import { reportPage } from '../support/report-page.ts'
import { sampleReport, sampleResult } from '../support/sample-report.ts'
import { completedTrial } from '../support/sample-trial.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

function problemsOf(value: unknown): readonly string[] {
  try {
    parseReport(typeof value === 'string' ? value : JSON.stringify(value), 'base.json')
    return []
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    return error.problems
  }
}

describe('readReport', () => {
  test('reads a report from a file', async () => {
    const path = join(await temporaryFolder(), 'report.json')
    await writeFile(path, JSON.stringify(sampleReport()))
    expect(await readReport(path)).toEqual(sampleReport())
  })

  test('says that a file is missing', async () => {
    const path = join(await temporaryFolder(), 'missing.json')
    await expect(readReport(path)).rejects.toThrow(new ReportError(path, ['no such file']))
  })

  test('reads the report of a folder', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'report.json'), JSON.stringify(sampleReport()))
    expect(await readReport(folder)).toEqual(sampleReport())
  })

  test('says that there is no report in a folder', async () => {
    const folder = await temporaryFolder()
    await expect(readReport(folder)).rejects.toThrow(new ReportError(folder, ['a folder without a report.json in it']))
  })

  test('reads the report in a page', async () => {
    const path = join(await temporaryFolder(), 'report.html')
    await writeFile(path, reportPage(JSON.stringify(sampleReport())))
    expect(await readReport(path)).toEqual(sampleReport())
  })
})

describe('parseReport', () => {
  test('names the file in every line of its message', () => {
    const damaged = JSON.stringify({ ...sampleReport(), tool: 1, options: 2 })
    expect(() => parseReport(damaged, 'base.json')).toThrow(/^base\.json: tool: .+\nbase\.json: options: .+$/)
  })

  test('says in one line that a text is not JSON', () => {
    expect(problemsOf('{\n"schema":\n}')).toEqual([expect.stringMatching(/^not JSON: [^\n]+$/)])
  })

  test('says which version it reads and what to do about another', () => {
    expect(problemsOf({ ...sampleReport(), schema: 'gatecrash/report@2' })).toEqual([
      'written by a newer gatecrash ("schema" is "gatecrash/report@2", this version reads "gatecrash/report@1"); update gatecrash, or use the one that wrote it',
    ])
    expect(problemsOf({ ...sampleReport(), schema: 'gatecrash/report@0' })).toEqual([
      'written by an older gatecrash ("schema" is "gatecrash/report@0", this version reads "gatecrash/report@1"); measure again, or use the one that wrote it',
    ])
  })

  test.each([
    ['comparison', 'a comparison of two reports, not a report; give the reports that it was made from'],
    ['trend', 'a trend of several reports, not a report; give the reports that it was made from'],
    ['plan', 'a capacity plan, not a report; give the report that it was made from'],
  ])('says that a %s is no report', (kind, problem) => {
    expect(problemsOf({ schema: `gatecrash/${kind}@1` })).toEqual([problem])
  })

  test('says that a report was cut off', () => {
    const text = JSON.stringify(sampleReport())
    const lengths = [...Array(2000).keys(), text.length - 2].map((length) => length + 1)
    const told = lengths.flatMap((length) => problemsOf(text.slice(0, length)))
    expect([...new Set(told)]).toEqual(['not JSON: it ends too early, so the file is truncated'])
    expect(told).toHaveLength(lengths.length)
  })

  test('does not parse what is long and names no schema of ours', () => {
    expect(problemsOf('{'.repeat(2 ** 21))).toEqual([noReport])
  })

  test('refuses a list of more than any run has, rather than name what is wrong with each entry', () => {
    const results = Array.from({ length: 100_001 }, () => ({}))
    expect(problemsOf({ ...sampleReport(), results })).toEqual([
      'more than 100000 entries in one list, which no run writes',
    ])
  })

  test('reads a series of a run of days', () => {
    const at = Array.from({ length: 200_000 }, (_, second) => second * 1000)
    const trials = [completedTrial({ series: { 'server.cpu': { unit: 'cores', at, values: at.map(() => 1) } } })]
    expect(problemsOf(sampleReport({ results: [sampleResult({ trials })] }))).toEqual([])
  })

  test('reads a report with hostile texts as it is', () => {
    expect(parseReport(JSON.stringify(hostileReport()), 'base.json')).toEqual(hostileReport())
  })

  test.each([[null], [[]], [7], [{ results: [] }]])('says of %j that it is no report', (value) => {
    expect(problemsOf(value)).toEqual(['no gatecrash report: its "schema" must be "gatecrash/report@1"'])
  })

  test('names the path of a problem, metric ids in quotes', () => {
    const report = sampleReport()
    const [result] = report.results
    const damaged = {
      ...report,
      results: [{ ...result, summary: { 'delivery.p99': { ...result?.summary['delivery.p99'], n: 0 } } }],
    }
    expect(problemsOf(damaged)).toEqual(['results[0].summary."delivery.p99".n: too small: expected number to be >0'])
  })

  test('names the first five problems and counts the others', () => {
    const problems = problemsOf({ schema: 'gatecrash/report@1', a: 1 })
    expect(problems).toHaveLength(6)
    expect(problems.at(-1)).toBe('and 1 more')
  })
})
