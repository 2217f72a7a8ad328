import { expect, test } from 'vitest'
import { offsetsOf } from '../../../scripts/ab/offsets.ts'
import { workloadOf } from '../../support/trial-options.ts'

test('messages of a constant rate are offset by half of their interval', () => {
  expect(offsetsOf(workloadOf(10, 40, 2500)).messages).toBeCloseTo(12.5, 9)
})

test('a schedule whose rate changes is offset by half of its mean interval', () => {
  const schedule = { kind: 'ramp', from: 0, to: 20, durationMs: 1000 } as const
  expect(offsetsOf(workloadOf(10, 1, 1000, { messages: { schedule, warmUpMs: 0 } })).messages).toBeCloseTo(50, 9)
})

test('the rate of a warm-up does not count', () => {
  const constant = (arrivalRate: number) => ({ kind: 'constant', arrivalRate, durationMs: 1000 }) as const
  const schedule = { kind: 'sequence', parts: [constant(3000), constant(40)] } as const
  expect(offsetsOf(workloadOf(10, 1, 1000, { messages: { schedule, warmUpMs: 1000 } })).messages).toBeCloseTo(12.5, 9)
})

test('users who arrive by a schedule are offset too, others are not', () => {
  const workload = workloadOf(10, 40, 1000)
  const schedule = { kind: 'constant', arrivalRate: 100, durationMs: 500 } as const
  const connects = { ...workload.connects, arrivals: { model: 'open', schedule } as const }
  expect(offsetsOf({ ...workload, connects }).connect).toBe(5)
  expect(offsetsOf(workload).connect).toBe(0)
})

test('a workload without messages, or with none due, has no offset', () => {
  const workload = workloadOf(10, 0, 1000)
  expect(offsetsOf(workload).messages).toBe(0)
  expect(offsetsOf({ ...workload, messages: undefined }).messages).toBe(0)
})
