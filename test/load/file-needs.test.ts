import { describe, expect, test } from 'vitest'
import { largestFileNeeds, workersFor } from '../../load/file-needs.ts'
import { evenRooms } from '../../load/rooms.ts'
import { onlyOver } from '../../load/transport-shares.ts'
import { workloadOf } from '../support/trial-options.ts'

const websocket = (users: number) => workloadOf(users, 1, 1000)
const polling = (users: number) => workloadOf(users, 1, 1000, { transports: onlyOver('polling') })

const half = workloadOf(20_000, 1, 1000, { transports: { websocket: 0.5, upgrade: 0.5, polling: 0 } })

describe('the number of load workers', () => {
  test.each([
    ['is what was asked for', websocket(10_000), 2, 1_048_576, 2],
    ['rises where one process may not open enough files', websocket(40_000), 1, 20_000, 3],
    ['counts two sockets for a user who polls', polling(40_000), 1, 20_000, 5],
    ['counts the sockets of those who poll only', half, 1, 20_000, 2],
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

test('the files needed are those of the fullest worker and instance, beside the 200 that a process needs itself', () => {
  const workload = workloadOf(10, 1, 1000, { rooms: evenRooms(10, 3) })
  expect(largestFileNeeds(workload, 3, 4)).toEqual({ worker: 204, instance: 203 })
})

test('a polling user needs two files', () => {
  expect(largestFileNeeds(polling(100), 1, 1)).toEqual({ worker: 400, instance: 400 })
})

test('users of both kinds need what each does', () => {
  const mixed = workloadOf(100, 1, 1000, { transports: { websocket: 0.7, upgrade: 0.2, polling: 0.1 } })
  expect(largestFileNeeds(mixed, 1, 2)).toEqual({ worker: 330, instance: 265 })
})
