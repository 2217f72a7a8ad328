import { describe, expect, test } from 'vitest'
import { filesFor, largestShares, workersFor } from '../../load/generator.ts'
import { workloadOf } from '../support/trial-options.ts'

const websocket = (users: number) => workloadOf(users, 1, 1000)
const polling = (users: number) => workloadOf(users, 1, 1000, { transport: 'polling' })

describe('the number of load workers', () => {
  test.each([
    ['is what was asked for', websocket(10_000), 2, 1_048_576, 2],
    ['rises where one process may not open enough files', websocket(40_000), 1, 20_000, 3],
    ['counts two sockets for a user who polls', polling(40_000), 1, 20_000, 5],
    ['is no more than there are users', websocket(1), 4, undefined, 1],
  ])('%s', (_, workload, workers, filesPerProcess, expected) => {
    expect(workersFor(workload, { workers, filesPerProcess })).toBe(expected)
  })

  test('is refused where no host could be asked for so many', () => {
    expect(() => workersFor(websocket(1_000_000), { workers: 1, filesPerProcess: 1024 })).toThrow(
      /^1000000 users need 1214 load workers of 1024 open files each, and 32 are the most/,
    )
  })
})

test('the largest shares are those of the fullest worker and instance', () => {
  const workload = workloadOf(10, 1, 1000, { rooms: 3 })
  expect(largestShares(workload, 3, 4)).toEqual({ worker: 4, instance: 3 })
})

test('a polling user needs two files, and a process some of its own', () => {
  expect(filesFor(websocket(100), 100)).toBe(300)
  expect(filesFor(polling(100), 100)).toBe(400)
})
