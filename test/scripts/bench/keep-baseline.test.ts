import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readBaseline } from '../../../reports/baseline.ts'
import { keepBaseline } from '../../../scripts/bench/keep-baseline.ts'
import { sampleReport } from '../../support/sample-report.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const old = sampleReport({ createdAt: '2026-11-01T08:00:00.000Z' })

describe('a run that shall be a baseline', () => {
  test.each([0, 1])('is stored when it ends with exit code %i', async (exitCode) => {
    const folder = await temporaryFolder()
    const told = await keepBaseline('main', sampleReport(), exitCode, folder)
    expect(told).toBe(`baseline main: stored as ${join(folder, 'main.json')}`)
    expect(await readBaseline('main', folder)).toEqual(sampleReport())
  })

  test('says which one it replaces', async () => {
    const folder = await temporaryFolder()
    await keepBaseline('main', old, 0, folder)
    const told = await keepBaseline('main', sampleReport(), 0, folder)
    expect(told).toBe(
      `baseline main: stored as ${join(folder, 'main.json')}, in place of the one of 2026-11-01 08:00 UTC`,
    )
  })

  test.each([
    [3, 'a trial failed, or too few were valid'],
    [130, 'the run was interrupted'],
    [143, 'the run was interrupted'],
  ])('leaves the old one when it ends with exit code %i', async (exitCode, why) => {
    const folder = await temporaryFolder()
    await keepBaseline('main', old, 0, folder)
    const told = await keepBaseline('main', sampleReport(), exitCode, folder)
    expect(told).toBe(`baseline main: not stored, because ${why}`)
    expect(await readBaseline('main', folder)).toEqual(old)
  })
})
