import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCalibration } from '../../reports/read-calibration.ts'
import { writeReport } from '../../reports/write-report.ts'
import { calibratedReport } from '../support/sample-model.ts'
import { sampleReport } from '../support/sample-report.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('a calibration is a report with costs', async () => {
  const path = join(await temporaryFolder(), 'report.json')
  await writeReport(path, calibratedReport())
  expect((await readCalibration(path)).model.adapter).toBe('redis')
})

test('another report is refused, with how to make one', async () => {
  const path = join(await temporaryFolder(), 'report.json')
  await writeReport(path, sampleReport())
  await expect(readCalibration(path)).rejects.toThrow('has no costs; "npm run bench -- calibrate" makes a report')
})
