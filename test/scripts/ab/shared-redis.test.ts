import { expect, test } from 'vitest'
import { sharedRedisProblems } from '../../../scripts/ab/shared-redis.ts'

const one = { REDIS_URL: 'redis://127.0.0.1:1' }
const two = { REDIS_URL: 'redis://127.0.0.1:2' }
const cluster = { targets: ['cluster'], adapter: undefined, env: { base: {}, head: {} } } as const

test('two clusters on one Redis are refused, however it is named', () => {
  expect(sharedRedisProblems(cluster, one)).toEqual([expect.stringMatching(/^REDIS_URL: .* would hear each other/)])
  expect(sharedRedisProblems({ ...cluster, env: { base: one, head: one } }, {})).toHaveLength(1)
})

test('a Redis for each side, of ours or named, is fine', () => {
  expect(sharedRedisProblems(cluster, {})).toEqual([])
  expect(sharedRedisProblems({ ...cluster, env: { base: {}, head: two } }, one)).toEqual([])
})

test('what uses no Redis may have any', () => {
  expect(sharedRedisProblems({ ...cluster, targets: ['single'] }, one)).toEqual([])
  expect(sharedRedisProblems({ ...cluster, adapter: 'ipc' }, one)).toEqual([])
})
