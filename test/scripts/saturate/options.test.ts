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

/** What is raised in the only scenario, and the values of its first step. */
function searchOf(...args: string[]) {
  const { saturate, scenarios, values } = optionsOf(...args)
  const [scenario] = scenarios
  if (saturate === undefined || scenario === undefined) throw new Error('nothing is searched')
  return { ...saturate, parameter: saturate.axes.get(scenario)?.parameter, values: values.get(scenario)?.all }
}

test('without the flag nothing is searched', () => {
  expect(optionsOf('fan-out').saturate).toBeUndefined()
})

test('a search raises the usual parameter from its first load, over a window that is long enough', () => {
  const { parameter, values, resolution, searches } = searchOf('fan-out', '--saturate')
  expect([parameter, resolution, searches]).toEqual(['rate', 0.03, 3])
  expect(values).toMatchObject({ rate: 20, window: 4000, rooms: 40, members: 10 })
})

test('a search of connect raises the users where they are named', () => {
  expect(searchOf('connect', '--saturate')).toMatchObject({ parameter: 'rate', values: { rate: 100 } })
  expect(searchOf('connect', '--saturate', 'users')).toMatchObject({ parameter: 'users', values: { users: 1000 } })
})

test('settings go before what suits a search, and a load is where it begins', () => {
  const { values } = searchOf('fan-out', '--saturate', '--set', 'rate=80', '--set', 'window=8000')
  expect(values).toMatchObject({ rate: 80, window: 8000 })
})

test('resolution and number of searches can be given', () => {
  expect(searchOf('ack', '--saturate', '--resolution', '10', '--searches', '5')).toMatchObject({
    resolution: 0.1,
    searches: 5,
  })
})

describe('what cannot be searched is refused with advice', () => {
  test.each([
    [['--saturate'], /name the scenarios to search, as in fan-out --saturate/],
    [['fan-out', '--saturate', 'rat'], /fan-out has no load "rat": did you mean "rate"\?/],
    [['ack', '--saturate', 'fan-out'], /ack has no load "fan-out".*Write scenarios before the flag/],
    [['fan-out', '--saturate', '--set', 'window=1000'], /needs a window of 3000 ms at least/],
    [['connect', '--saturate', '--set', 'users=50'], /--set users=50: a search of rate chooses that itself/],
    [['fan-out', '--saturate', '--set', 'rate=100000', '--trials', '3'], /--trials: a search repeats what decides it/],
    [['fan-out', '--saturate', '--save-baseline', 'main'], /--save-baseline: a search is no baseline/],
    [['fan-out', '--searches', '3'], /--searches is about a search: add --saturate/],
    [['fan-out', '--resolution', '3'], /--resolution is about a search: add --saturate/],
  ])('%j', (args, problem) => {
    expect(problemsOf(...args)).toEqual([expect.stringMatching(problem)])
  })

  test('all problems are told at once', () => {
    const args = ['connect', 'fan-out', '--saturate', 'users', '--trials', '3', '--set', 'fan-out.window=500']
    expect(problemsOf(...args)).toHaveLength(2)
  })
})
