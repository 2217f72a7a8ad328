import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { baselineNameProblem, readBaseline, saveBaseline } from '../../reports/baseline.ts'
import { ReportError } from '../../reports/report-error.ts'
import { sampleReport } from '../support/sample-report.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe('a baseline', () => {
  test('is the whole report, with its environment', async () => {
    const folder = await temporaryFolder()
    const { path, replaced } = await saveBaseline('main', sampleReport(), folder)
    expect({ path, replaced }).toEqual({ path: join(folder, 'main.json'), replaced: undefined })
    expect(await readBaseline('main', folder)).toEqual(sampleReport())
  })

  test('is replaced, and the date of the old one is told', async () => {
    const folder = await temporaryFolder()
    await saveBaseline('main', sampleReport({ createdAt: '2026-11-01T08:00:00.000Z' }), folder)
    expect(await saveBaseline('main', sampleReport(), folder)).toMatchObject({ replaced: '2026-11-01T08:00:00.000Z' })
    expect(await readBaseline('main', folder)).toEqual(sampleReport())
  })

  test('is replaced where it is damaged', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'main.json'), '{')
    expect(await saveBaseline('main', sampleReport(), folder)).toMatchObject({ replaced: undefined })
    expect(await readBaseline('main', folder)).toEqual(sampleReport())
  })

  test('stays as it is where the new report is not valid', async () => {
    const folder = await temporaryFolder()
    const { path } = await saveBaseline('main', sampleReport(), folder)
    const before = await readFile(path, 'utf8')
    await expect(saveBaseline('main', sampleReport({ createdAt: 'yesterday' }), folder)).rejects.toThrow(ReportError)
    expect(await readFile(path, 'utf8')).toBe(before)
  })

  test('that there is none of is refused with the nearest and the list', async () => {
    const folder = await temporaryFolder()
    for (const name of ['main', 'release']) await saveBaseline(name, sampleReport(), folder)
    await writeFile(join(folder, 'README.md'), '')
    await expect(readBaseline('mian', folder)).rejects.toThrow(
      'baseline mian: there is none of that name; did you mean "main"? There are: main, release',
    )
    await expect(readBaseline('frobnicate', folder)).rejects.toThrow(
      'baseline frobnicate: there is none of that name; there are: main, release',
    )
  })

  test('is refused with what to do where none has been stored', async () => {
    const folder = join(await temporaryFolder(), 'baselines')
    await expect(readBaseline('main', folder)).rejects.toThrow(
      `baseline main: there is none in ${folder}; store one with npm run bench -- --save-baseline main`,
    )
  })
})

describe('the name of a baseline', () => {
  test.each(['main', 'v1.2', '2026-11-20', 'node_24'])('may be %s', (name) => {
    expect(baselineNameProblem(name)).toBeUndefined()
  })

  test.each(['', 'Main', '.hidden', '../main', 'a/b', 'a b', '-x', 'x'.repeat(101)])('may not be %j', (name) => {
    expect(baselineNameProblem(name)).toMatch(/^a baseline is named with/)
  })
})
