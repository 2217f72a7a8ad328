import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readReport } from '../../reports/read-report.ts'
import { writeReport } from '../../reports/write-report.ts'
import { sampleReport, sampleResult } from '../support/sample-report.ts'
import { completedTrial } from '../support/sample-trial.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe('writeReport', () => {
  test('makes the folder and writes what readReport reads', async () => {
    const path = join(await temporaryFolder(), 'runs', 'today', 'report.json')
    await writeReport(path, sampleReport())
    expect(await readReport(path)).toEqual(sampleReport())
  })

  test('replaces the report of an earlier trial and leaves nothing else behind', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'report.json')
    await writeReport(path, sampleReport({ results: [] }))
    await writeReport(path, sampleReport())
    expect(await readReport(path)).toEqual(sampleReport())
    expect(await readdir(folder)).toEqual(['report.json'])
  })

  test('refuses a report with a figure that is no number, and keeps what was there', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'report.json')
    await writeFile(path, 'before')
    const trials = [completedTrial({ metrics: { 'delivery.p99': Number.POSITIVE_INFINITY } })]
    const report = sampleReport({ results: [sampleResult({ trials, summary: {} })] })
    await expect(writeReport(path, report)).rejects.toThrow('results[0].trials[0].metrics."delivery.p99"')
    expect(await readFile(path, 'utf8')).toBe('before')
  })

  test('leaves no temporary file where the report cannot be put in place', async () => {
    const folder = await temporaryFolder()
    const path = join(folder, 'report.json')
    await mkdir(path)
    await expect(writeReport(path, sampleReport())).rejects.toThrow(/report\.json: cannot be written: /)
    expect(await readdir(folder)).toEqual(['report.json'])
  })

  test('writes whole reports when several writes overlap', async () => {
    const path = join(await temporaryFolder(), 'report.json')
    await Promise.all(Array.from({ length: 8 }, () => writeReport(path, sampleReport())))
    expect(await readReport(path)).toEqual(sampleReport())
  })
})
