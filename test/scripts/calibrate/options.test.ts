import { expect, test } from 'vitest'
import { parseCalibrateOptions } from '../../../scripts/calibrate/options.ts'

test('a calibration measures twice, on Redis, with up to three instances', () => {
  expect(parseCalibrateOptions([])).toEqual({
    kind: 'run',
    options: {
      adapter: 'redis',
      instances: 3,
      trials: 2,
      repeats: 4,
      client: 'lean',
      seed: 1,
      out: undefined,
      json: false,
    },
  })
})

test.each([
  [
    ['--adapter', 'memory'],
    /--adapter.*'memory' is invalid\. Allowed choices are redis, redis-sharded, redis-streams, ipc/,
  ],
  [['--trials', '0'], /--trials/],
  [['--instances', '1'], /--instances/],
  [['--trails', '3'], /unknown option '--trails'.*--trials/],
  [['fan-out'], /too many arguments/],
])('%j is refused', (args, problem) => {
  const parsed = parseCalibrateOptions(args)
  expect(parsed.kind).toBe('wrong')
  expect(parsed.kind === 'wrong' ? parsed.problems.join('\n') : '').toMatch(problem)
})

test('--help says what it does', () => {
  const parsed = parseCalibrateOptions(['--help'])
  expect(parsed.kind === 'show' ? parsed.text : '').toContain('fits what each operation costs')
})
