import { expect, test } from 'vitest'
import type { CheckedError } from '../../../reports/model/model-check.ts'
import { brokenPromises } from '../../../scripts/bench-plan/promise.ts'

const kept: CheckedError[] = [
  { resource: 'gateway', workloads: 12, median: 0.1, worst: 0.2 },
  { resource: 'redis', workloads: 5, median: 0.4, worst: 0.9 },
  { resource: 'memory', workloads: 12, median: 0.15, worst: 0.15 },
]

test('errors within the promise break nothing, and nothing is promised of Redis', () => {
  expect(brokenPromises({ predictions: [], errors: kept, leftOut: [] })).toEqual([])
})

test('a median and a worst error beyond it are told apart', () => {
  const errors = [{ resource: 'gateway', workloads: 12, median: 0.123, worst: 0.31 } as const]
  expect(brokenPromises({ predictions: [], errors, leftOut: [] })).toEqual([
    'gateway: the median error is 12.3 %, over 10.0 %.',
    'gateway: the worst error is 31.0 %, over 20.0 %.',
  ])
})

test('a workload that could not be checked breaks the promise', () => {
  const leftOut = [{ workload: '10x10, 5/s', reason: 'no trial was completed' }]
  expect(brokenPromises({ predictions: [], errors: kept, leftOut })).toEqual([
    '10x10, 5/s: not checked, no trial was completed.',
  ])
})
