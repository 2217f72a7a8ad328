import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { independentEffect, pairedEffect } from '../../../reports/compare/effect.ts'
import { metricOf } from '../../../reports/metrics.ts'

const p99 = metricOf('delivery.p99')
const lost = metricOf('delivery.lost')
const share = { relative: 0.05 }
const base = [10, 10.1, 10.2, 10.3, 10.4, 10.5]

const times = (factor: number) => base.map((value) => value * factor)

describe('independentEffect', () => {
  test('tells a relative change as a ratio less one', () => {
    const effect = independentEffect(p99, base, times(1.2), share, 0.95)
    expect(effect).toMatchObject({ kind: 'relative', estimate: expect.closeTo(0.2, 3) as number, limit: 0.05 })
    expect(effect.p).toBeCloseTo(2 / 924, 12)
  })

  test('compares logarithms, so that twice and half are equally far from one', () => {
    const doubled = independentEffect(p99, base, times(2), share, 0.95)
    const halved = independentEffect(p99, times(2), base, share, 0.95)
    expect((1 + doubled.estimate) * (1 + halved.estimate)).toBeCloseTo(1, 12)
    expect((1 + (doubled.low ?? 0)) * (1 + (halved.high ?? 0))).toBeCloseTo(1, 12)
  })

  test('tells shares of the median of base where a value is not positive', () => {
    const effect = independentEffect(p99, [-1, 9, 10, 11, 12, 13], [0, 10, 11, 12, 13, 14], share, 0.95)
    expect(effect).toMatchObject({ kind: 'relative', estimate: expect.closeTo(1 / 10.5, 12) as number })
  })

  test('keeps the direction of shares where the median of base is negative', () => {
    const effect = independentEffect(p99, [-10, -11, -12, -13], [-5, -6, -6.5, -6], share, 0.9)
    expect(effect.estimate).toBeGreaterThan(0)
  })

  test('tells amounts, and has no share of nothing for a limit, where the median of base is zero', () => {
    const effect = independentEffect(p99, [0, 0, 0, 0], [3, 3, 3, 3], share, 0.95)
    expect(effect).toMatchObject({ kind: 'absolute', estimate: 3, low: 3, high: 3, limit: 0 })
  })

  test('tells amounts where the limit is one', () => {
    const effect = independentEffect(lost, [1, 2, 3, 4], [11, 12, 13, 14], { absolute: 2 }, 0.95)
    expect(effect).toMatchObject({ kind: 'absolute', estimate: 10, low: 7, high: 13, limit: 2 })
  })

  test('leaves open what too few trials cannot bound', () => {
    expect(independentEffect(p99, [1, 2, 3], [2, 3, 4], share, 0.95)).toMatchObject({ low: null, high: null })
  })

  test('is no change where all values are equal', () => {
    expect(independentEffect(p99, [4, 4], [4], share, 0.95)).toMatchObject({ estimate: 0, low: 0, high: 0, p: 1 })
  })

  test.each([
    ['a side without values', [], [1]],
    ['a value that is not finite', [1], [Number.POSITIVE_INFINITY]],
  ])('refuses %s and names the metric', (_, from, to) => {
    expect(() => independentEffect(p99, from, to, share, 0.95)).toThrow(/^delivery\.p99 needs finite values/)
  })

  test('does not depend on the unit of a relative metric', () => {
    const values = fc.array(fc.double({ min: 0.1, max: 1000, noNaN: true }), { minLength: 4, maxLength: 9 })
    fc.assert(
      fc.property(values, values, (from, to) => {
        const one = independentEffect(p99, from, to, share, 0.9)
        const inMicros = (value: number) => value * 1024
        const other = independentEffect(p99, from.map(inMicros), to.map(inMicros), share, 0.9)
        expect(other.estimate).toBeCloseTo(one.estimate, 9)
      }),
    )
  })
})

describe('pairedEffect', () => {
  const pairs = [1.02, 1.03, 1.05, 1.04, 1.06, 1.045].map((factor, at) => {
    const speed = [1, 2, 5, 0.3, 1.5, 4][at] ?? 1
    return { base: 10 * speed, head: 10 * speed * factor }
  })

  test('sees a small change in pairs although trials differ much', () => {
    const effect = pairedEffect(p99, pairs, share, 0.95)
    expect(effect.estimate).toBeCloseTo(0.041, 2)
    expect(effect.low).toBeGreaterThan(0.01)
    expect(effect.high).toBeLessThan(0.07)
    expect(effect.p).toBeCloseTo(2 / 2 ** 6, 12)
  })

  test('tells amounts where the limit is one', () => {
    expect(pairedEffect(lost, pairs, { absolute: 1 }, 0.9)).toMatchObject({ kind: 'absolute', limit: 1 })
  })

  test('is no change where both of each pair are equal', () => {
    const equal = pairs.map((pair) => ({ base: pair.base, head: pair.base }))
    expect(pairedEffect(p99, equal, share, 0.95)).toMatchObject({
      kind: 'relative',
      estimate: 0,
      low: 0,
      high: 0,
      p: 1,
    })
  })

  test('refuses to tell anything from no pair', () => {
    expect(() => pairedEffect(p99, [], share, 0.95)).toThrow('delivery.p99 needs finite values on both sides')
  })
})
