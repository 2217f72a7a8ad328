import { describe, expect, test } from 'vitest'
import { parseAbOptions } from '../../../scripts/ab/options.ts'

const versions = ['--base', 'HEAD~1', '--head', '.']

function parse(...args: string[]) {
  const parsed = parseAbOptions([...versions, ...args])
  if (parsed.kind !== 'run') throw new Error(JSON.stringify(parsed))
  return parsed.options
}

function problemsOf(...args: string[]): readonly string[] {
  const parsed = parseAbOptions(args)
  return parsed.kind === 'wrong' ? parsed.problems : []
}

test('two versions suffice: fan-out on a single instance, at most ten minutes', () => {
  const options = parse()
  expect(options.scenarios.map(({ name }) => name)).toEqual(['fan-out'])
  expect(options).toMatchObject({
    versions: { base: 'HEAD~1', head: '.' },
    targets: ['single'],
    maxMinutes: 10,
    failOn: 'worse',
    compare: { gated: undefined },
    env: { base: {}, head: {} },
  })
})

test('everything can be said', () => {
  const options = parse(
    ...['ack', '--target', 'cluster', '--adapter', 'ipc', '--transport', 'polling', '--set', 'rate=7'],
    ...['--max-minutes', '0.5', '--limit', 'ack.p99=10%', '--gate', 'ack.p99,ack.failed', '--fail-on', 'unknown'],
    ...['--start', 'node "a b.js"', '--prepare', 'npm run build', '--base-env', 'A=1', '--head-env', 'A=2'],
  )
  expect(options.values.get(options.scenarios[0] as never)?.number('rate')).toBe(7)
  expect(options).toMatchObject({
    targets: ['cluster'],
    adapter: 'ipc',
    transports: ['polling'],
    maxMinutes: 0.5,
    compare: { gated: ['ack.p99', 'ack.failed'], limits: new Map([['ack.p99', { relative: 0.1 }]]) },
    failOn: 'unknown',
    start: ['node', 'a b.js'],
    prepare: 'npm run build',
    env: { base: { A: '1' }, head: { A: '2' } },
  })
})

describe('a command line that cannot be followed is refused in one line', () => {
  test.each([
    [['--base', 'x'], "required option '--head <version>' not specified"],
    [[...versions, '--max-minutes', '0'], "option '--max-minutes <n>' argument '0' is invalid. Give minutes"],
    [[...versions, '--trials', '3'], "unknown option '--trials'"],
    [[...versions, '--target', 'external'], 'Allowed choices are single, cluster.'],
    [[...versions, 'fan-uot'], 'scenario fan-uot: there is none of that name; did you mean "fan-out"?'],
    [[...versions, '--gate', 'delivery.p98'], '--gate: unknown metric "delivery.p98": did you mean "delivery.p90"?'],
    [[...versions, '--limit', 'delivery.p99'], '--limit: limit "delivery.p99" cannot be read'],
    [[...versions, '--start', ' '], '--start: the command is empty.'],
    [[...versions, '--start', 'node "a'], '--start: the quote " is not closed.'],
    [[...versions, '--head-env', 'PORT=1'], '--head-env PORT: this is set for every gateway; leave it out.'],
    [
      [...versions, 'transport', '--head-env', 'PING_INTERVAL=9'],
      '--head-env PING_INTERVAL: the scenario sets this itself; leave it out.',
    ],
  ])('%j', (args, problem) => {
    expect(problemsOf(...args)).toEqual([expect.stringContaining(problem)])
  })
})

test('all problems are found at once', () => {
  const wrong = ['fan-uot', '--gate', 'x', '--limit', 'y', '--base-env', 'z', '--start', '', '--transport', 'quic']
  expect(problemsOf(...versions, ...wrong)).toHaveLength(6)
})

test('--help shows the flags', () => {
  const parsed = parseAbOptions(['--help'])
  expect(parsed.kind === 'show' ? parsed.text : '').toContain('--max-minutes <n>')
})
