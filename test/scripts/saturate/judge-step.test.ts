import { expect, test } from 'vitest'
import { isDisturbed, judgeStep } from '../../../scripts/saturate/judge-step.ts'
import { objectivesOf } from '../../../scripts/saturate/objectives.ts'
import { parseSlo } from '../../../reports/slo.ts'
import { completedTrial, failedTrial, interruptedTrial, invalidTrial } from '../../support/sample-trial.ts'

const axis = { response: 'delivery' } as const
const objectives = objectivesOf(axis, [])
const fine = { 'delivery.p99': 13.2, 'delivery.lost': 0, 'send.dropped': 0, 'connection.lost': 0 }

test('a load whose trial meets every objective is held', () => {
  expect(judgeStep(completedTrial({ metrics: fine }), objectives, axis)).toEqual({
    outcome: 'held',
    reason: 'delivery.p99 was 13.2 ms',
  })
})

test('a load is not held for every objective that it misses', () => {
  const metrics = { ...fine, 'delivery.p99': 812, 'delivery.lost': 3 }
  expect(judgeStep(completedTrial({ metrics }), objectives, axis)).toEqual({
    outcome: 'not-held',
    reason: 'delivery.p99 was 812.0 ms; delivery.lost was 3',
  })
})

test('a load at which nothing was delivered is not held', () => {
  expect(judgeStep(completedTrial({ metrics: { 'send.dropped': 0 } }), objectives, axis)).toEqual({
    outcome: 'not-held',
    reason: 'delivery.p99 was not measured',
  })
})

test('an objective that was asked for and cannot be measured is not met in silence', () => {
  const given = objectivesOf(axis, [parseSlo('ack.failed<1')])
  expect(judgeStep(completedTrial({ metrics: fine }), given, axis)?.reason).toBe('ack.failed was not measured')
})

test('a load whose response time keeps growing is not held, even within every bound', () => {
  const series = { 'delivery.p50': { unit: 'ms', at: [0, 1000, 2000, 3000], values: [5, 35, 62, 95] } }
  expect(judgeStep(completedTrial({ metrics: fine, series, windowMs: 4000 }), objectives, axis)).toEqual({
    outcome: 'not-held',
    reason: 'delivery.p50 grew by 30 ms each second, so a queue was filling',
  })
})

test('an invalid trial says nothing about the target', () => {
  expect(judgeStep(invalidTrial(), objectives, axis)?.outcome).toBe('generator')
})

test('a target that died has not held the load', () => {
  expect(judgeStep(failedTrial(), objectives, axis)).toEqual({
    outcome: 'not-held',
    reason: 'the trial failed: instance 2 ended with exit code 134 after 812 of 1,000 connects',
  })
})

test.each([
  ['a target that does not start has been offered nothing', failedTrial({ phase: 'start' })],
  ['a worker that died is no fault of the target', failedTrial({ error: { code: 'generator', message: 'gone' } })],
])('%s', (_, trial) => {
  expect(judgeStep(trial, objectives, axis)?.outcome).toBe('generator')
})

test('an interrupted trial has no outcome', () => {
  expect(judgeStep(interruptedTrial(), objectives, axis)).toBeUndefined()
})

test('an invalid trial is worth repeating unless the generator was at its limit', () => {
  const saturated = { code: 'generator-saturated', message: 'A load worker used 93 % of a core.', advice: '' }
  expect(isDisturbed(invalidTrial())).toBe(true)
  expect(isDisturbed(invalidTrial({ reasons: [saturated] }))).toBe(false)
  expect(isDisturbed(completedTrial())).toBe(false)
})
