import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deliveryQuantile, queueOf } from '../../../reports/plan/delivery-tail.ts'
import { sampleRandom } from '../../support/sample-histogram.ts'

/** 99 % of wait plus place of an M/D/1 queue, by following half a million bursts (Lindley 1952). */
function simulated(utilization: number, hops: number): number {
  const random = sampleRandom(7)
  const times = Float64Array.from({ length: 500_000 }, () => 0)
  for (let hop = 0; hop < hops; hop++) {
    let wait = 0
    for (let at = 0; at < times.length; at++) {
      times[at] = (times[at] ?? 0) + wait
      wait = Math.max(0, wait + 1 + Math.log(1 - random()) / utilization)
    }
    // The second queue is another one, so that its waits have nothing to do with those of the first.
    for (let at = times.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1))
      const kept = times[at] ?? 0
      times[at] = times[other] ?? 0
      times[other] = kept
    }
  }
  const sorted = times.map((time) => time + random()).toSorted()
  return sorted[Math.floor(sorted.length * 0.99)] ?? 0
}

describe('the mean wait', () => {
  test('is that of M/D/1: utilization x seconds / (2 (1 - utilization))', () => {
    const { decay } = queueOf([{ rate: 70, seconds: 0.01 }], 0.7)
    expect(0.7 / decay).toBeCloseTo((0.7 * 0.01) / (2 * 0.3), 12)
  })

  test('is that of M/M/1 for bursts whose second moment is 2 / rate of service squared', () => {
    const mixed = [0.002, 0.018].map((seconds) => ({ rate: 25, seconds }))
    const squares = mixed.reduce((sum, { rate, seconds }) => sum + rate * seconds ** 2, 0)
    expect(0.5 / queueOf(mixed, 0.5).decay).toBeCloseTo(squares / (2 * 0.5), 12)
  })
})

describe('the delivery time', () => {
  test.each([
    [0.05, 1],
    [0.2, 1],
    [0.3, 1],
    [0.5, 1],
    [0.7, 1],
    [0.85, 1],
    [0.7, 2],
  ])(
    'is that of a simulated queue, busy for a share %f of the time, or of %i, or longer by a quarter',
    (utilization, hops) => {
      const queue = queueOf([{ rate: utilization, seconds: 1 }], utilization)
      const told = deliveryQuantile(0.99, queue, [{ rate: 1, seconds: 1 }], hops - 1) ?? 0
      const ratio = told / simulated(utilization, hops)
      expect(ratio).toBeGreaterThan(0.97)
      expect(ratio).toBeLessThan(1.25)
    },
  )

  test('is the quantile of an exponential wait where bursts take no time', () => {
    const told = deliveryQuantile(0.99, { waiting: 0.8, decay: 5 }, [{ rate: 1, seconds: 0 }], 0)
    expect(told).toBeCloseTo(Math.log(0.8 / 0.01) / 5, 9)
  })

  test('is the place in the burst where nobody waits', () => {
    const queue = queueOf([], 0.01)
    expect(deliveryQuantile(0.99, queue, [{ rate: 1, seconds: 2 }], 1)).toBeCloseTo(1.98, 9)
  })

  test('has no bound for a thread that is always busy, and is none where nothing is delivered', () => {
    expect(deliveryQuantile(0.99, queueOf([{ rate: 2, seconds: 1 }], 1), [{ rate: 1, seconds: 1 }], 0)).toBeUndefined()
    expect(deliveryQuantile(0.99, queueOf([], 0.1), [], 0)).toBeUndefined()
  })

  test('never falls with utilization, with the length of bursts or with a second queue', () => {
    const share = fc.double({ min: 0.05, max: 0.9, noNaN: true })
    const seconds = fc.double({ min: 1e-5, max: 1, noNaN: true })
    fc.assert(
      fc.property(share, seconds, fc.double({ min: 1, max: 1.1, noNaN: true }), share, (busy, long, more, remote) => {
        const told = (utilization: number, length: number, far: number) =>
          deliveryQuantile(
            0.99,
            queueOf([{ rate: busy / long, seconds: length }], utilization),
            [{ rate: 1, seconds: length }],
            far,
          ) ?? 0
        const time = told(busy, long, remote)
        expect(told(busy * more, long, remote)).toBeGreaterThanOrEqual(time * (1 - 1e-9))
        expect(told(busy, long * more, remote)).toBeGreaterThanOrEqual(time * (1 - 1e-9))
        expect(told(busy, long, Math.min(1, remote * more))).toBeGreaterThanOrEqual(time * (1 - 1e-9))
      }),
    )
  })
})
