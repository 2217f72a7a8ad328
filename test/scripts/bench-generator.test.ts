import { expect, test } from 'vitest'
import { benchGenerator } from '../../scripts/bench-generator.ts'

class Text {
  text = ''
  write(more: string): void {
    this.text += more
  }
}

async function run(...args: string[]): Promise<{ exitCode: number; out: string; err: string }> {
  const [out, err] = [new Text(), new Text()]
  const exitCode = await benchGenerator(args, out, err, new AbortController().signal)
  return { exitCode, out: out.text, err: err.text }
}

test('help names the flags', async () => {
  const { exitCode, out } = await run('--help')
  expect([exitCode, out]).toEqual([0, expect.stringContaining('--repetitions <n>')])
})

test('a wrong number of users is refused in one line', async () => {
  const { exitCode, err } = await run('--users', 'many')
  expect([exitCode, err]).toEqual([2, expect.stringMatching(/^bench:generator: .*from 10 to 20000\.\n$/)])
})

test('every kind of client is measured against one gateway', async () => {
  const { exitCode, out } = await run('--users', '10', '--repetitions', '1', '--no-artillery', '--json')
  const { medians } = JSON.parse(out) as { medians: Record<string, Record<string, number>> }
  expect(exitCode).toBe(0)
  for (const name of ['lean', 'ws', 'socket.io-client']) {
    const { connectCpuMicros = 0, deliveryCpuMicros = 0, deliveriesPerSecond = 0 } = medians[name] ?? {}
    expect([connectCpuMicros > 0, deliveryCpuMicros > 0, deliveriesPerSecond > 0]).toEqual([true, true, true])
  }
})
