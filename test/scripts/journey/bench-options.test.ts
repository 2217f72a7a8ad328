import { expect, test } from 'vitest'
import { parseBenchOptions } from '../../../scripts/bench/options.ts'

function problemsOf(...args: string[]): readonly string[] {
  const parsed = parseBenchOptions(args)
  return parsed.kind === 'wrong' ? parsed.problems : []
}

test('a journey that does not exist is refused with the nearest one', () => {
  expect(problemsOf('journeys/chta')).toEqual([
    'scenario journeys/chta: there is none of that name; did you mean "journeys/chat"?',
  ])
})

test('a run that names no scenario runs no journeys', () => {
  const parsed = parseBenchOptions([])
  expect(parsed.kind === 'run' && parsed.options.scenarios.map(({ kind }) => kind)).not.toContain('journey')
})

test('a transport is refused, since the script of a journey says it', () => {
  expect(problemsOf('journeys/chat', '--transport', 'polling')).toEqual([
    '--transport polling: the script of journeys/chat says its transports; leave it out.',
  ])
})

test('a search for saturation is refused', () => {
  expect(problemsOf('journeys/chat', '--saturate')).toEqual([
    '--saturate: journeys/chat has no load that could be raised; leave it out.',
  ])
})

test('more users a second than Artillery can count are refused', () => {
  expect(problemsOf('journeys/game', '--set', 'users=2000', '--set', 'seconds=2')).toEqual([
    'journeys/game: 1000 users a second are too many; give them more seconds, at most 999 each.',
  ])
})
