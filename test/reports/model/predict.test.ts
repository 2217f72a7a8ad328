import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CostId } from '../../../reports/model/cost-model.ts'
import { missingCosts, predict, wakesOf } from '../../../reports/model/predict.ts'

const none = { perInstance: {}, instances: 1, redis: {}, wakeEvents: 0 }
const costs = (entries: Partial<Record<CostId, number>>) => new Map(Object.entries(entries) as [CostId, number][])

describe('a prediction', () => {
  test('is the sum of counts times costs', () => {
    const operations = { ...none, perInstance: { message: 1000, delivery: 20_000 }, instances: 3 }
    const { perInstance, gateway } = predict(costs({ message: 50, delivery: 10 }), operations)
    expect(perInstance).toBeCloseTo(0.25)
    expect(gateway).toBeCloseTo(0.75)
  })

  test('has Redis apart', () => {
    const operations = { ...none, redis: { 'redis.base': 1, 'redis.publish': 1000 } }
    expect(predict(costs({ 'redis.base': 2000, 'redis.publish': 8 }), operations)).toEqual({
      ...{ perInstance: 0, gateway: 0 },
      redis: 0.01,
    })
  })

  test('names every operation whose cost is not known', () => {
    const operations = { ...none, perInstance: { poll: 3, delivery: 2, ack: 0 }, wakeEvents: 1 }
    expect(missingCosts(costs({ delivery: 10 }), operations)).toEqual(['poll', 'wake'])
    expect(() => predict(costs({ delivery: 10 }), operations)).toThrow('no cost is known for: poll, wake')
  })

  test('makes a message dearer the longer the pause before it', () => {
    const each = (rate: number) =>
      predict(costs({ message: 40, wake: 2000 }), { ...none, perInstance: { message: rate }, wakeEvents: rate })
        .perInstance / rate
    expect(each(100)).toBeGreaterThan(2 * each(1000))
    expect(each(1000)).toBeGreaterThan(each(6000))
  })

  test('charges a saturated instance nothing for waking up', () => {
    const operations = { ...none, perInstance: { message: 30_000 }, wakeEvents: 30_000 }
    expect(predict(costs({ message: 50, wake: 2000 }), operations).perInstance).toBe(1.5)
  })

  test('wakes up for the share of time that it leaves idle', () => {
    const figure = fc.double({ min: 0, max: 5000, noNaN: true })
    fc.assert(
      fc.property(figure, figure, figure, (busy, wake, rate) => {
        const operations = { ...none, perInstance: { message: rate }, wakeEvents: rate }
        const { perInstance: used } = predict(costs({ message: busy, wake }), operations)
        const idle = Math.max(0, 1 - used)
        expect(used).toBeCloseTo((rate * busy + wake * Math.sqrt(wakesOf(rate) * idle)) / 1e6, 9)
      }),
    )
  })
})

describe('how often an instance is woken', () => {
  test('is as often as messages come, while these are few', () => {
    expect(wakesOf(1)).toBeCloseTo(1, 2)
  })

  test('is no oftener than once a millisecond', () => {
    expect(wakesOf(100_000)).toBeCloseTo(1000)
    expect(wakesOf(1000)).toBeCloseTo(632.1, 1)
  })
})
