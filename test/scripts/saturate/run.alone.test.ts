import { dirname, join } from 'node:path'
import { readFile } from 'node:fs/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Report } from '../../../reports/report.ts'
import { readReport } from '../../../reports/read-report.ts'
import type { Saturation } from '../../../reports/saturation.ts'
import { exitCodeOfSaturation } from '../../../scripts/saturate/run.ts'
import { startCommand } from '../../support/command-process.ts'
import { sampleSaturation } from '../../support/sample-saturation.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { fakeTarget } from '../../support/trial-options.ts'

/** Long enough to see a response time grow, and coarse: from 100 on, 200 and 400 are offered, and then one between them. */
const quick = [
  ...['--saturate', '--searches', '1', '--resolution', '45', '--repeats', '1'],
  ...['--set', 'rooms=1', '--set', 'members=2', '--set', 'senders=2'],
  ...['--set', 'rate=100', '--set', 'warmUp=100', '--set', 'window=3000'],
]

/** Starts a search on a gateway that holds 250 messages per second, on any machine. */
async function startSearch(...args: string[]) {
  const gateway = await fakeTarget({ BURN_MICROS: '4000' }).start()
  onTestFinished(() => gateway.stop())
  const path = join(await temporaryFolder(), 'report.json')
  const urls = gateway.urls.flatMap((url) => ['--url', url])
  const command = startCommand(['bench', 'fan-out', '--out', dirname(path), ...urls, ...quick, ...args])
  return { ...command, path }
}

test('a search finds what a gateway of known capacity holds, and keeps every trial', { timeout: 180_000 }, async () => {
  const search = await startSearch()
  const { exitCode, out, err } = await search.ended
  const { saturation: [saturation] = [], results } = await readReport(search.path)
  const steps = saturation?.searches.flatMap((one) => one.steps) ?? []
  // A busy machine can spoil what should be held, but never holds what it cannot.
  for (const { load, outcome } of steps) if (load > 260) expect(outcome, `${load}`).not.toBe('held')
  for (const { load, trials } of steps) {
    for (const { result, trial } of trials) {
      expect(results[result]?.parameters['rate']).toBe(load)
      expect(results[result]?.trials[trial]).toBeDefined()
    }
  }
  expect(steps.flatMap(({ trials }) => trials)).toHaveLength(results.flatMap(({ trials }) => trials).length)
  expect(exitCode, err).toBe(saturation?.asFound === undefined ? 3 : 0)
  expect(saturation?.asFound?.median ?? 0).toBeLessThan(260)
  expect(out).toContain('How much does fan-out on external hold?')
  for (const { load, outcome } of steps) expect(err).toContain(`  ${load} ${outcome.replace('-', ' ')}: `)
  expect(await readFile(join(dirname(search.path), 'report.html'), 'utf8')).toContain('id="saturation-1"')
})

test('an interrupted search keeps the steps that it has taken', { timeout: 180_000 }, async () => {
  const search = await startSearch()
  await search.untilSaid('; the point is ')
  process.kill(search.pid, 'SIGINT')
  const { exitCode, out, err } = await search.ended
  expect(exitCode, err).toBe(130)
  const { saturation: [saturation] = [] } = await readReport(search.path)
  expect(saturation?.searches[0]).toMatchObject({ end: 'interrupted' })
  expect(out).toContain('The search was interrupted before it had found a load.')
})

describe('the exit code of a search', () => {
  const running = new AbortController().signal
  const reportOf = (...saturation: Saturation[]) => ({ saturation }) as unknown as Report
  const point = { median: 1, low: 1, high: 1, n: 1, coverage: 0 }
  const nothing = { ...sampleSaturation(), asFound: undefined, atMedianSpeed: undefined } as unknown as Saturation

  test.each<[string, Report, number]>([
    ['0 where every target holds something', reportOf(sampleSaturation()), 0],
    ['0 where it is at least something', reportOf(sampleSaturation({ atLeast: true, asFound: point })), 0],
    ['3 where one holds nothing', reportOf(sampleSaturation(), nothing), 3],
    ['3 where nothing was searched', {} as Report, 3],
  ])('is %s', (_, report, expected) => {
    expect(exitCodeOfSaturation(report, running)).toBe(expected)
  })

  test('is that of the signal where it was interrupted', () => {
    expect(exitCodeOfSaturation(reportOf(sampleSaturation()), AbortSignal.abort(143))).toBe(143)
  })
})
