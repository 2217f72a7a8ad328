import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readReport } from '../../../reports/read-report.ts'
import { writeReport } from '../../../reports/write-report.ts'
import { startCommand } from '../../support/command-process.ts'
import { eventually } from '../../support/eventually.ts'
import { ProcessMark } from '../../support/marked-processes.ts'
import { sampleReport } from '../../support/sample-report.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const mark = new ProcessMark()

test('an interrupted calibration stops its trial and its reference load, keeps what it has, and fits nothing', async () => {
  const folder = await temporaryFolder()
  const calibration = startCommand(['bench', 'calibrate', '--trials', '1', '--out', folder])
  // Two gateways run: that of the reference load, and that of the first trial.
  await eventually('the first trial', async () =>
    (await mark.pidsOf(/gateway\/main\.ts/)).length >= 2 ? true : undefined,
  )
  process.kill(calibration.pid, 'SIGINT')
  const { exitCode, err } = await calibration.ended
  expect(exitCode, err).toBe(130)
  expect(err).toContain('so no costs are fitted')
  const report = await readReport(join(folder, 'report.json'))
  expect(report.results).toHaveLength(39)
  expect(report).not.toHaveProperty('model')
  expect(await mark.pids()).toEqual([])
})

test.each([
  [['bench', 'calibrate', '--trails', '2'], "bench calibrate: unknown option '--trails'"],
  [['bench', 'scale', '--instances', '2'], 'bench scale: --instances 2: 3 sizes or more are needed'],
  [['bench-plan', '--report', 'a.json', '--recheck', 'b.json'], 'bench:plan: --report, --recheck: give one of them'],
  [['bench-plan', '--report', 'missing.json'], 'bench:plan: missing.json: no such file'],
])('%j is refused with exit code 2', async (args, problem) => {
  const { exitCode, err } = await startCommand(args, [], await temporaryFolder()).ended
  expect(exitCode, err).toBe(2)
  expect(err).toContain(problem)
})

test('a report that lacks the workloads of a check is not checked', async () => {
  const path = join(await temporaryFolder(), 'report.json')
  await writeReport(path, sampleReport())
  const { exitCode, err } = await startCommand(['bench-plan', '--recheck', path]).ended
  expect(exitCode).toBe(3)
  expect(err).toContain('not every workload was measured, so nothing is checked')
})
