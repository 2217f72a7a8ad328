import { describe, expect, test } from 'vitest'
import { summarise } from '../../reports/summary.ts'
import {
  completedTrial,
  failedTrial,
  interruptedTrial,
  invalidTrial,
  sampleMeasurement,
} from '../support/sample-trial.ts'

const withP99 = (value: number) => completedTrial({ metrics: { 'delivery.p99': value } })

describe('summarise', () => {
  test('takes the median over trials, not the mean', () => {
    expect(summarise([withP99(10), withP99(11), withP99(90)])).toEqual({
      'delivery.p99': { median: 11, low: 10, high: 90, n: 3, coverage: 0.75 },
    })
  })

  test('leaves invalid, failed and interrupted trials out', () => {
    const spoiled = { metrics: { 'delivery.p99': 1000 } }
    const trials = [
      withP99(10),
      invalidTrial(spoiled),
      failedTrial({ partial: sampleMeasurement(spoiled) }),
      interruptedTrial({ partial: sampleMeasurement(spoiled) }),
    ]
    expect(summarise(trials)['delivery.p99']).toMatchObject({ median: 10, n: 1 })
  })

  test('counts only the trials that have a metric', () => {
    const trials = [withP99(10), completedTrial({ metrics: { 'delivery.p50': 2 } })]
    expect(summarise(trials)).toMatchObject({ 'delivery.p99': { n: 1 }, 'delivery.p50': { n: 1 } })
  })

  test('is empty where no trial was completed', () => {
    expect(summarise([failedTrial(), invalidTrial()])).toEqual({})
  })

  test('refuses a metric that is not in the registry', () => {
    expect(() => summarise([completedTrial({ metrics: { 'delivery.p98': 1 } })])).toThrow(
      'unknown metric "delivery.p98"',
    )
  })
})
