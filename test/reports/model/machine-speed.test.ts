import { expect, test } from 'vitest'
import { machineSpeedOf, standardOf } from '../../../reports/model/machine-speed.ts'
import type { Result } from '../../../reports/report.ts'
import { sampleModel } from '../../support/sample-model.ts'
import { sampleResult } from '../../support/sample-report.ts'
import { completedTrial } from '../../support/sample-trial.ts'

type Trial = readonly [cpu: number, reference?: number]

const resultOf = (...trials: readonly Trial[]): Result =>
  sampleResult({
    trials: trials.map(([cpu, reference]) =>
      completedTrial({
        metrics: { 'server.cpu': cpu, ...(reference !== undefined && { 'reference.serverCpuMicros': reference }) },
      }),
    ),
  })

/** Workloads of different sizes whose CPU time follows the reference load to a power, each measured at three speeds. */
const following = (exponent: number): Result[] =>
  [0.05, 0.1, 0.2, 0.4, 0.8].map((cpu, n) =>
    resultOf(...[8, 10, 13 + n].map((reference): Trial => [cpu * (reference / 10) ** exponent, reference])),
  )

test('without a reference load nothing is known of the speed', () => {
  const speed = machineSpeedOf([resultOf([0.1], [0.2])])
  expect(speed.standard).toBeUndefined()
  expect(speed.factorOf({ 'server.cpu': 0.1 })).toBe(1)
})

test('CPU time is brought to the median speed of the run', () => {
  const speed = machineSpeedOf([resultOf([0.1, 8], [0.1, 10], [0.1, 20])])
  expect(speed.standard).toEqual({ micros: 10, exponent: 0.7 })
  expect(speed.factorOf({ 'reference.serverCpuMicros': 20 })).toBeCloseTo(0.5 ** 0.7, 9)
})

test.each([0, 0.4, 0.75, 1])('how far workloads follow the reference load is found: to the power of %d', (exponent) => {
  expect(machineSpeedOf(following(exponent)).standard?.exponent).toBeCloseTo(exponent, 9)
})

test('workloads that run against the reference load, or ahead of it, are taken to go their own way, or along', () => {
  expect(machineSpeedOf(following(-0.5)).standard?.exponent).toBe(0)
  expect(machineSpeedOf(following(1.6)).standard?.exponent).toBe(1)
})

test('workloads that were measured once tell nothing of it, however many they are', () => {
  const once = Array.from({ length: 40 }, (_, n) => resultOf([0.1 * (n + 1), 10 + n]))
  expect(machineSpeedOf(once).standard?.exponent).toBe(0.7)
})

test('a standard that is given is kept', () => {
  const standard = { micros: 12, exponent: 0.5 }
  const speed = machineSpeedOf(following(1), standard)
  expect(speed.standard).toEqual(standard)
  expect(speed.factorOf({ 'reference.serverCpuMicros': 48 })).toBe(0.5)
})

test('trials without a reference while others have one are counted, and left as they are', () => {
  const speed = machineSpeedOf([resultOf([0.1, 10], [0.2])])
  expect(speed.unwitnessed).toBe(1)
  expect(speed.factorOf({ 'server.cpu': 0.2 })).toBe(1)
})

test('costs that do not say how far they follow, follow it', () => {
  expect(standardOf(sampleModel({ referenceMicros: 9 }))).toEqual({ micros: 9, exponent: 1 })
  expect(standardOf(sampleModel({ referenceMicros: 9, referenceExponent: 0.7 }))).toEqual({ micros: 9, exponent: 0.7 })
  expect(standardOf(sampleModel())).toBeUndefined()
})
