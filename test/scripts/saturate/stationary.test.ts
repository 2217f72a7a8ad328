import { expect, test } from 'vitest'
import { unsteadiness } from '../../../scripts/saturate/stationary.ts'
import { sampleMeasurement } from '../../support/sample-trial.ts'

function courseOf(values: (number | null)[], name = 'delivery', p99 = 20) {
  const at = values.map((_, second) => second * 1000)
  const series = { [`${name}.p50`]: { unit: 'ms', at, values } }
  return sampleMeasurement({ series, windowMs: 4000, metrics: { [`${name}.p99`]: p99 } })
}

test('a response time that stays where it is, is steady', () => {
  expect(unsteadiness(courseOf([3, 2.8, 3.1, 3]))).toBeUndefined()
})

test('one that grows by more than a hundredth of the time that passes is not', () => {
  expect(unsteadiness(courseOf([3, 15, 27, 39]))).toBe('delivery.p50 grew by 12 ms each second, so a queue was filling')
  expect(unsteadiness(courseOf([3, 11, 19, 27]))).toBeUndefined()
})

test('connects are judged like deliveries', () => {
  expect(unsteadiness(courseOf([3, 103, 203, 303], 'connect'))).toMatch(/^connect\.p50 grew by 100 ms/)
})

test('a single second in which the machine was elsewhere is no growth', () => {
  expect(unsteadiness(courseOf([3, 250, 3, 3]))).toBeUndefined()
})

test('a jump in the last second may be the beginning of a queue', () => {
  expect(unsteadiness(courseOf([3, 3, 3, 250]))).toMatch(/grew/)
})

test('what comes after the window does not count as growth', () => {
  expect(unsteadiness(courseOf([3, 3, 3, 3, 900]))).toBeUndefined()
})

test('a queue that is left after the window is one', () => {
  expect(unsteadiness(courseOf([3, 3, 3, 3, 3, null, 3]))).toBe(
    'the last ones came 2 s after the window, so a queue was left',
  )
})

test('answers that always take long may come as late as that', () => {
  expect(unsteadiness(courseOf([3000, 3000, 3000, 3000, 3000, 3000, 3000], 'delivery', 3100))).toBeUndefined()
})

test('two seconds are too few to tell', () => {
  expect(unsteadiness(courseOf([3, 900]))).toBeUndefined()
})
