import { expect, test } from 'vitest'
import { cellsOf } from '../../../scripts/bench/cell.ts'
import { spokenTraits } from '../../../scripts/bench/harm/spoken-traits.ts'
import { parseBenchOptions } from '../../../scripts/bench/options.ts'
import { mostWithinCaps } from '../../../scripts/saturate/most-within-caps.ts'

/** The most that a search of the command line may offer. */
function mostOf(...args: string[]): number {
  const parsed = parseBenchOptions(args)
  if (parsed.kind !== 'run') throw new Error('expected a run', { cause: parsed })
  const { options } = parsed
  const [cell] = cellsOf(options)
  const axis = cell && options.saturate?.axes.get(cell.scenario)
  if (cell === undefined || axis === undefined) throw new Error('expected a search')
  return mostWithinCaps(cell, axis, spokenTraits(options.dialect), options.caps)
}

const foreign = ['--url', 'http://chat.example', '--allow-host', 'chat.example']
const oneRoom = ['--set', 'rooms=1', '--set', 'rate=1']

test('a search on this machine goes as far as its axis does', () => {
  expect(mostOf('fan-out', '--saturate', '--url', 'http://127.0.0.1:3000')).toBe(100_000)
})

test('a search on another host stops below the cap that it would pass first', () => {
  const most = mostOf('fan-out', '--saturate', ...oneRoom, ...foreign)
  expect(most).toBeLessThanOrEqual(100)
  expect(most).toBeGreaterThan(99)
})

test('a search of users stops below the cap of users', () => {
  const most = mostOf('connect', '--saturate', 'users', '--set', 'users=100', '--set', 'rate=50', ...foreign)
  expect(most).toBeLessThanOrEqual(1000)
  expect(most).toBeGreaterThan(0)
})

test('a cap that was given holds on this machine too', () => {
  const most = mostOf('fan-out', '--saturate', ...oneRoom, '--url', 'http://127.0.0.1:3000', '--max-rate', '40')
  expect(most).toBeLessThanOrEqual(40)
  expect(most).toBeGreaterThan(39)
})
