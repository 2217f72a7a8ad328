import { expect, test } from 'vitest'
import { parseProfileOptions } from '../../../scripts/profile/options.ts'

const problemsOf = (...args: string[]): readonly string[] => {
  const parsed = parseProfileOptions(args)
  return parsed.kind === 'wrong' ? parsed.problems : []
}

test('a tool alone profiles fan-out on a single instance', () => {
  const parsed = parseProfileOptions(['flame'])
  expect(parsed).toMatchObject({ kind: 'run', options: { tool: 'flame', open: true } })
  if (parsed.kind !== 'run') return
  expect(parsed.options.cell).toMatchObject({ target: 'single', instances: 1, transport: 'websocket' })
  expect(parsed.options.cell.scenario.name).toBe('fan-out')
})

test('with --cpuprofile the first word is the scenario', () => {
  const parsed = parseProfileOptions(['--cpuprofile', 'ack', '--target', 'cluster', '--instances', '3'])
  expect(parsed).toMatchObject({ kind: 'run', options: { tool: 'cpuprofile', cell: { instances: 3 } } })
})

test.each([
  [[], 'say which tool: flame, doctor, heap, or --cpuprofile.'],
  [['fan-out'], 'tool fan-out: there is none of that name; there are flame, doctor, heap.'],
  [
    ['flame', '--cpuprofile'],
    "--cpuprofile takes V8's own profile, and flame is a tool of Clinic: give one of the two.",
  ],
  [['flame', 'fan-ot'], 'scenario fan-ot: there is none of that name; did you mean "fan-out"?'],
  [['--cpuprofile', 'ack', 'mix'], 'ack mix: one scenario is profiled at a time.'],
  [
    ['flame', 'transport'],
    'transport compares websocket, upgrade, polling, and one load is profiled at a time: add --transport websocket.',
  ],
  [
    ['doctor', '--target', 'cluster', '--adapter', 'ipc'],
    '--adapter ipc: Clinic does not follow the workers of a Node cluster; use a redis adapter, or --cpuprofile.',
  ],
])('%j is refused in one line', (args, problem) => {
  expect(problemsOf(...args)).toEqual([problem])
})
