import { describe, expect, test } from 'vitest'
import { parseBenchOptions, type BenchOptions } from '../../../scripts/bench/options.ts'

function optionsOf(...args: string[]): BenchOptions {
  const parsed = parseBenchOptions(args)
  if (parsed.kind !== 'run') throw new Error(JSON.stringify(parsed))
  return parsed.options
}

function problemsOf(...args: string[]): readonly string[] {
  const parsed = parseBenchOptions(args)
  return parsed.kind === 'wrong' ? parsed.problems : []
}

test('without arguments every scenario runs on a single instance and on a cluster of two', () => {
  const options = optionsOf()
  expect(options.scenarios.map(({ name }) => name)).toEqual(['connect', 'fan-out', 'transport', 'ack'])
  expect(options).toMatchObject({
    targets: ['single', 'cluster'],
    instances: 2,
    profile: 'standard',
    trials: 3,
    seed: 1,
  })
})

test('the profile decides how many trials there are, unless they are given', () => {
  expect(optionsOf('--profile', 'smoke').trials).toBe(1)
  expect(optionsOf('--profile', 'full').trials).toBe(6)
  expect(optionsOf('--profile', 'full', '--trials', '2').trials).toBe(2)
})

test('a baseline is named so that it can be a file', () => {
  expect(optionsOf('--save-baseline', 'main').saveBaseline).toBe('main')
  expect(problemsOf('--save-baseline', '../main')).toEqual([
    expect.stringMatching(/^--save-baseline \.\.\/main: a baseline is named with/),
  ])
})

test('a URL alone means the target external', () => {
  expect(optionsOf('--url', 'http://127.0.0.1:3000').targets).toMatchObject([
    { kind: 'external', urls: ['http://127.0.0.1:3000'] },
  ])
})

test('a name given twice counts once', () => {
  const { scenarios, targets } = optionsOf('ack', 'ack', '--target', 'single,single')
  expect(scenarios).toHaveLength(1)
  expect(targets).toEqual(['single'])
})

test('a scenario that runs on request runs when it is named', () => {
  expect(optionsOf('mix').scenarios.map(({ name }) => name)).toEqual(['mix'])
})

describe('a command line that cannot be followed is refused', () => {
  test.each([
    [['fan-uot'], 'scenario fan-uot: there is none of that name; did you mean "fan-out"?'],
    [['--target', 'singel'], '--target singel: there is none of that name; did you mean "single"?'],
    [['--transport', 'quic'], '--transport quic: there is none of that name; there are websocket, upgrade, polling.'],
    [
      ['--target', 'external'],
      '--target external and --url http://127.0.0.1:3000 go together: give both, or --url alone.',
    ],
    [['--trails', '3'], "unknown option '--trails' (Did you mean --trials?)"],
    [['--trials', '0'], "option '--trials <n>' argument '0' is invalid. Give a whole number from 1 to 1000."],
    [
      ['--profile', 'quick'],
      "option '--profile <name>' argument 'quick' is invalid. Allowed choices are smoke, standard, full.",
    ],
    [['--slo', 'delivery.p98<3'], 'SLO "delivery.p98<3": unknown metric "delivery.p98"; did you mean "delivery.p90"?'],
    [
      ['ack', '--slo', 'fan-out:delivery.p99<3'],
      '--slo fan-out:delivery.p99<3: the scenario "fan-out" is not among those to run.',
    ],
    [
      ['mix', 'ack', '--transport', 'polling'],
      '--transport polling: mix deals its users over transports itself; leave it out and use --set upgrade=0.2 --set polling=0.1.',
    ],
    [
      ['mix', '--set', 'rooms=20*10'],
      '--set rooms=20*10: rooms must be rooms x members, several with commas, such as 20x10,2x200; got "20*10".',
    ],
    [['mix', '--set', 'polling=0.9'], 'mix: upgrade and polling are 1.1 of the users together; make them 1 at most.'],
    [['ack', '--set', 'users=5'], 'ack: roomSize (10) is larger than users (5); give more users.'],
  ])('%j', (args, problem) => {
    expect(problemsOf(...args)).toEqual([problem])
  })
})

test('all problems are found at once', () => {
  expect(problemsOf('fan-uot', 'ack', '--target', 'x', '--set', 'rat=1', '--slo', 'y<1')).toHaveLength(4)
})

test('--list and --help show every scenario with its parameters', () => {
  for (const flag of ['--list', '--help']) {
    const parsed = parseBenchOptions([flag])
    const text = parsed.kind === 'show' ? parsed.text : ''
    expect(text).toContain('transport: What do long-polling and the upgrade cost next to websocket-only?')
    expect(text).toContain('members = 100 / 500 / 1000 users (whole number from 1 to 1000000)')
    expect(text).toContain('rooms = 10x10,1x100 / 40x10,2x200 / 100x10,5x200 (rooms x members, several with commas')
    expect(text).toMatch(/^mix: .*\n {2}runs only when it is named\n {2}runs over several transports at once\n/m)
    expect(text).toContain('schedule = constant (constant, poisson, ramp, steps)')
  }
})
