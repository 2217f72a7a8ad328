import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startCommand } from '../support/command-process.ts'
import { GitRepository } from '../support/git-repository.ts'
import { ProcessMark } from '../support/marked-processes.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const mark = new ProcessMark()
const plain = `await import(${JSON.stringify(import.meta.resolve('../support/fake-gateway.ts'))})\n`
const wasteful = `
function countToNothing() { for (const end = performance.now() + 3; performance.now() < end;); }
setInterval(countToNothing, 10)
${plain}`
const small = ['members=20', 'rate=100', 'warmUp=100', 'window=600'].flatMap((setting) => ['--set', setting])

test('--profile without a name shows which function grew', { timeout: 120_000 }, async () => {
  const repository = await GitRepository.create()
  await repository.commit({ 'gateway.mjs': plain }, 'Base')
  await repository.commit({ 'gateway.mjs': wasteful }, 'Head')
  const out = join(await temporaryFolder(), 'run')
  const versions = ['--base', 'HEAD~1', '--head', 'HEAD', '--start', 'node gateway.mjs']
  const args = ['ab', ...versions, ...small, '--max-minutes', '0.1', '--fail-on', 'never', '--out', out, '--profile']
  const run = await startCommand(args, [], repository.folder).ended
  const { out: text, err } = run
  expect(text, err).toMatch(/Functions whose self time changed most, in CPU microseconds per message/)
  const first = text.split('\n').find((line) => line.includes('countToNothing')) ?? ''
  const [base = Number.NaN, head = Number.NaN] = first.trim().split(/\s+/).map(Number)
  expect(base).toBe(0)
  // It runs for 3 ms in every 10, at 100 messages a second; most of that is the time of what it calls.
  expect(head).toBeGreaterThan(50)
  expect(first).toMatch(/countToNothing +gateway\.mjs$/)
  expect(await readFile(join(out, 'comparison.md'), 'utf8')).toContain('| `countToNothing` | `gateway.mjs` | 0.00 |')
  expect(await readdir(out)).toEqual(
    expect.arrayContaining(['base-fan-out-websocket.cpuprofile', 'head-fan-out-websocket.cpuprofile']),
  )
  expect(await mark.pids()).toEqual([])
})
