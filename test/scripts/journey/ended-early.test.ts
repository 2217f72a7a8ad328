import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Report } from '../../../reports/report.ts'
import { startCommand, type CommandProcess } from '../../support/command-process.ts'
import { eventually } from '../../support/eventually.ts'
import { ProcessMark } from '../../support/marked-processes.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const mark = new ProcessMark()
const artillery = /artillery\/bin\/run/
const gateway = /target\/gateway\/main/

const reports = new Set<string>()
let started: CommandProcess | undefined

afterEach(() => {
  try {
    if (started !== undefined) process.kill(started.pid, 'SIGKILL')
  } catch {
    // It has ended, as it should.
  }
})

/** Resolves when no process of the run is left, nor any temporary file but its report and the cache of tsx. */
async function gone(): Promise<void> {
  await eventually('the end of everything that the journey has started', async () => {
    const files = (await mark.files()).filter((name) => name.startsWith('gatecrash-') && !reports.has(name))
    return (await mark.pids()).length + files.length === 0 ? true : undefined
  })
}

/** A journey that would take minutes, on two instances; resolves once an Artillery runs for each. */
async function startJourney(): Promise<{ readonly command: CommandProcess; readonly report: () => Promise<Report> }> {
  const out = await temporaryFolder()
  reports.add(basename(out))
  const command = startCommand([
    ...['bench', 'journeys/chat', '--target', 'cluster', '--trials', '1', '--repeats', '0', '--out', out],
    ...['--set', 'users=4', '--set', 'seconds=1', '--set', 'messages=1000'],
  ])
  started = command
  await eventually('two Artillery processes', async () =>
    (await mark.pidsOf(artillery)).length >= 2 ? true : undefined,
  )
  const report = async (): Promise<Report> => JSON.parse(await readFile(join(out, 'report.json'), 'utf8')) as Report
  return { command, report }
}

test('Ctrl-C in the middle of a journey leaves nothing running, and says so in the report', async () => {
  const { command, report } = await startJourney()
  process.kill(command.pid, 'SIGINT')
  expect((await command.ended).exitCode).toBe(130)
  await gone()
  expect((await report()).results[0]?.trials).toMatchObject([{ status: 'interrupted' }])
})

test('a journey whose gateway dies fails with the reason, and leaves nothing running', async () => {
  const { command, report } = await startJourney()
  const [instance = 0] = await mark.pidsOf(gateway)
  process.kill(instance, 'SIGKILL')
  expect((await command.ended).exitCode).toBe(3)
  await gone()
  expect((await report()).results[0]?.trials).toMatchObject([{ status: 'failed', error: { code: 'target-died' } }])
})

test('a journey that is killed itself takes everything with it', async () => {
  const { command } = await startJourney()
  process.kill(command.pid, 'SIGKILL')
  await command.ended
  await gone()
})
