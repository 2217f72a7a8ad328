import { expect, test } from 'vitest'
import { cellsOf, isWorkloadCell } from '../../../scripts/bench/cell.ts'
import { parseBenchOptions } from '../../../scripts/bench/options.ts'
import { TrialSetup } from '../../../scripts/bench/trial-setup.ts'

/** Answers every request with the secret that it was started with. */
const program = `require('node:http').createServer((_, answer) => answer.end(process.env.JWT_SECRET ?? 'none')).listen(process.env.PORT, '127.0.0.1')`
const listeners = {
  signal: new AbortController().signal,
  onStarted: () => undefined,
  onPhase: () => undefined,
  onProgress: () => undefined,
}

async function trialOf(...args: readonly string[]) {
  const parsed = parseBenchOptions(['fan-out', '--profile', 'smoke', ...args])
  if (parsed.kind !== 'run') throw new Error(JSON.stringify(parsed))
  const cells = cellsOf(parsed.options)
  const [cell] = cells.filter(isWorkloadCell)
  if (cell === undefined) throw new Error('nothing is measured')
  return (await TrialSetup.read(parsed.options, cells)).trialOf(cell, { seed: 1 }, listeners)
}

/** What a gateway that is started for such a trial has as `JWT_SECRET`. */
async function secretSeen(...args: readonly string[]): Promise<string> {
  const { target } = await trialOf('--start', `${process.execPath} -e "${program}"`, ...args)
  const running = await target.start()
  try {
    return await (await fetch(running.urls[0] ?? '')).text()
  } finally {
    await running.stop()
  }
}

test('a gateway of the dialect reference is started with the secret that its tokens are signed with', async () => {
  expect(await secretSeen('--dialect', 'reference')).not.toBe('none')
})

test('the secret of a gateway whose users show no such tokens is left alone', async () => {
  expect(await secretSeen('--dialect', 'get-started')).toBe(process.env['JWT_SECRET'] ?? 'none')
})

test('users of another host connect at the rate that is allowed there, not as fast as it takes them', async () => {
  const elsewhere = ['--url', 'http://198.51.100.1', '--allow-host', '198.51.100.1', '--dialect', 'get-started']
  expect((await trialOf(...elsewhere)).workload.connects.mostPerSecond).toBe(100)
  expect((await trialOf(...elsewhere, '--max-rate', '25')).workload.connects.mostPerSecond).toBe(25)
})

test('users of this machine connect as fast as the gateway takes them', async () => {
  const { workload } = await trialOf('--url', 'http://127.0.0.1:3000', '--dialect', 'get-started')
  expect(workload.connects.mostPerSecond).toBeUndefined()
})

test('a few users go through everything first where the gateway is not the reference one', async () => {
  expect((await trialOf('--url', 'http://127.0.0.1:3000')).preflight).toBe(true)
  expect((await trialOf('--target', 'single')).preflight).toBe(false)
})
