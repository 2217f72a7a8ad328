import { expect, test } from 'vitest'
import { parseScaleOptions } from '../../../scripts/scale/options.ts'

test('scale-out is measured with three adapters, on a single instance and four sizes of cluster', () => {
  expect(parseScaleOptions([])).toMatchObject({
    kind: 'run',
    options: { adapters: ['redis', 'redis-sharded', 'redis-streams'], instances: [2, 3, 4, 6], trials: 3 },
  })
})

test('sizes are sorted, and each is measured once', () => {
  expect(parseScaleOptions(['--instances', '5,2,3,2'])).toMatchObject({ options: { instances: [2, 3, 5] } })
})

test('every problem is told at once', () => {
  expect(parseScaleOptions(['--instances', '1,two,40', '--adapter', 'redis-shard,memory'])).toEqual({
    kind: 'wrong',
    problems: [
      '--adapter redis-shard: there is none of that name; did you mean "redis-sharded"?',
      '--adapter memory: there is none of that name; there are redis, redis-sharded, redis-streams, ipc.',
      '--instances 1: a cluster has 2 to 31 instances here.',
      '--instances two: a cluster has 2 to 31 instances here.',
      '--instances 40: a cluster has 2 to 31 instances here.',
    ],
  })
})

test('fewer sizes than the law has parameters are refused', () => {
  const parsed = parseScaleOptions(['--instances', '2,3'])
  expect(parsed.kind === 'wrong' ? parsed.problems : []).toEqual([
    '--instances 2,3: 3 sizes or more are needed beside the single instance; the law has three parameters, which fewer cannot test.',
  ])
})

test('a calibration may be given', () => {
  expect(parseScaleOptions(['--report', 'calibration.json'])).toMatchObject({ options: { report: 'calibration.json' } })
  expect(parseScaleOptions([])).toMatchObject({ options: { report: undefined } })
})
