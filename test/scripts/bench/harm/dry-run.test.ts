import { expect, test } from 'vitest'
import { dryRun } from '../../../../scripts/bench/harm/dry-run.ts'
import { parseBenchOptions } from '../../../../scripts/bench/options.ts'

function planOf(...args: string[]): string {
  const parsed = parseBenchOptions(args)
  if (parsed.kind !== 'run') throw new Error('expected a run', { cause: parsed })
  return dryRun(parsed.options)
}

const foreign = [
  '--url',
  'http://chat.example:3000',
  '--url',
  'http://chat.example:3001',
  '--allow-host',
  'chat.example',
]

test('tells for each target and scenario what would be done, and all of it together', async () => {
  await expect(planOf('--profile', 'standard')).toMatchFileSnapshot('golden/reference.txt')
})

test('tells the hosts and the caps of another machine', async () => {
  await expect(planOf('fan-out', '--profile', 'smoke', ...foreign)).toMatchFileSnapshot('golden/other-host.txt')
})

test('tells how far a search may go', async () => {
  const args = ['fan-out', '--set', 'rate=1', '--saturate', ...foreign]
  await expect(planOf(...args)).toMatchFileSnapshot('golden/search.txt')
})

test('does not make up what only the script of a journey knows', async () => {
  const args = ['journeys/chat', 'http', '--target', 'single', '--profile', 'smoke']
  await expect(planOf(...args)).toMatchFileSnapshot('golden/scripted.txt')
})

test('fits into 120 columns', () => {
  const plan = planOf('connect', 'fan-out', 'transport', 'ack', 'mix', '--set', 'payload=16384', '--profile', 'full')
  expect(Math.max(...plan.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120)
})
