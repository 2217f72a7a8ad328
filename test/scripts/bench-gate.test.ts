import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { benchGate } from '../../scripts/bench-gate.ts'
import { questionedMetric } from '../../scripts/bench-gate/evaluate.ts'
import { parseGateOptions } from '../../scripts/bench-gate/options.ts'
import { samplePairs } from '../support/sample-pairs.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const calm = new AbortController().signal

/** Runs the command and keeps what it prints. */
async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const written = { out: '', err: '' }
  const code = await benchGate(
    args,
    { write: (text) => (written.out += text) },
    { write: (text) => (written.err += text) },
    calm,
  )
  return { code, ...written }
}

test('two equal versions, 5 % and 10 % are measured unless told otherwise', () => {
  expect(parseGateOptions([])).toMatchObject({ kind: 'run', options: { slowdowns: [0, 0.05, 0.1], pairs: 60 } })
})

test('every slowdown that is no percentage is named at once', async () => {
  const { code, err } = await run('--slowdown', 'much', '--slowdown', '-5')
  expect(code).toBe(2)
  expect(err.trim().split('\n')).toEqual([
    'bench:gate: --slowdown "much": give a percentage from 0 to 1000, such as 5.',
    'bench:gate: --slowdown "-5": give a percentage from 0 to 1000, such as 5.',
  ])
})

test('pairs that were measured before are evaluated again', async () => {
  const file = join(await temporaryFolder(), 'pairs.json')
  const pairs = samplePairs(1, [{ id: questionedMetric, ratio: 1.1, scatter: 0.02 }])
  const pool = { slowdown: 0.1, burnMicros: [], pairs: Array.from({ length: 20 }, () => pairs.next().value) }
  await writeFile(file, JSON.stringify({ pools: [pool], pairSeconds: 6, discardedPairs: 0 }))
  const { code, out } = await run('--from', file, '--comparisons', '100')
  expect(code).toBe(0)
  expect(out).toMatch(/^Pairs measured: 20 of 10 %\. A pair takes 6\.0 s, so a comparison has at most 100\./)
})

test('a file that holds no pairs is refused in one line', async () => {
  const file = join(await temporaryFolder(), 'pairs.json')
  await writeFile(file, '{"pools": [], "pairSeconds": 6, "discardedPairs": 0}')
  const { code, err } = await run('--from', file)
  expect(code).toBe(2)
  expect(err).toMatch(/^bench:gate: .*pairs\.json: not the pairs\.json of an earlier run: pools: .*\n$/)
})
