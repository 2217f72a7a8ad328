import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseReport, readReport } from '../../reports/read-report.ts'
import { ReportError } from '../../reports/report-error.ts'
import { sampleReport } from '../support/sample-report.ts'
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

  test('says that a folder was named instead of a file', async () => {
    const path = await temporaryFolder()
    await expect(readReport(path)).rejects.toThrow(`${path}: a folder, not a file; name the report.json in it`)
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
      '"schema" is "gatecrash/report@2" and this version reads "gatecrash/report@1"; use the gatecrash that wrote it, or measure again',
    ])
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
