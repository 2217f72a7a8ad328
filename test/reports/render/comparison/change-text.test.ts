import { describe, expect, test } from 'vitest'
import type { Effect } from '../../../../reports/compare/comparison.ts'
import { metricOf } from '../../../../reports/metrics.ts'
import { changeText, evidenceText, limitOf } from '../../../../reports/render/comparison/change-text.ts'

function effect(fields: Partial<Effect>): Effect {
  return { kind: 'relative', estimate: 0, low: 0, high: 0, limit: 0.05, confidence: 0.95, p: 1, ...fields }
}

const p99 = metricOf('delivery.p99')

describe('changeText', () => {
  test.each([
    [{ estimate: 0.1234, low: 0.051, high: 1.5 }, '+12 %', '(+5.1 to +150)'],
    [{ estimate: -0.0312, low: -0.05, high: 0.001 }, '-3.1 %', '(-5 to +0.1)'],
    [{ estimate: 0.000081, low: -0.00002, high: 0.0002 }, '+0.01 %', '(0 to +0.02)'],
    [{ estimate: 0.1, low: null, high: null }, '+10 %', '(no bounds)'],
    [{ estimate: 0.1, low: -0.2, high: null }, '+10 %', '(-20 to no bound)'],
    [{ estimate: 0, low: 0, high: 0 }, '0 %', ''],
  ])('prints a relative effect %j', (fields, estimate, interval) => {
    expect(changeText(effect(fields), p99)).toEqual({ estimate, interval })
  })

  test('prints a difference of shares in points', () => {
    const lost = effect({ kind: 'absolute', estimate: -0.00075, low: -0.001, high: -0.0005, limit: 0 })
    expect(changeText(lost, metricOf('delivered.ratio'))).toEqual({
      estimate: '-0.075 points',
      interval: '(-0.1 to -0.05)',
    })
  })

  test('prints counts without a unit, and bytes in one that suits them', () => {
    const amount = effect({ kind: 'absolute', estimate: 2048, low: 1024, high: 4096, limit: 0 })
    expect(changeText(amount, metricOf('connect.failed')).estimate).toBe('+2,048')
    expect(changeText(amount, metricOf('connection.heap'))).toEqual({ estimate: '+2 KiB', interval: '(+1 to +4)' })
  })
})

test('limitOf prints a limit in the terms of its effect', () => {
  expect(limitOf(effect({ limit: 0.05 }), p99)).toBe('5 %')
  expect(limitOf(effect({ kind: 'absolute', limit: 2 }), metricOf('connect.failed'))).toBe('2')
  expect(limitOf(effect({ kind: 'absolute', limit: 0 }), metricOf('connect.failed'))).toBe('any change')
})

describe('evidenceText', () => {
  const side = { median: 1, low: 1, high: 1, n: 8 }
  const comparison = { id: 'delivery.p99', gated: true, base: side, head: { ...side, n: 6 } }

  test.each([
    [{ p: 0.00042 }, 'p<0.001 n=8+6'],
    [{ p: 0.0042 }, 'p=0.004 n=8+6'],
    [{ p: 0.42 }, 'p=0.42 n=8+6'],
    [{ p: 0.004, adjustedP: 0.016 }, 'p=0.016 n=8+6'],
  ])('prints %j', (fields, text) => {
    expect(evidenceText({ ...comparison, effect: effect(fields) })).toBe(text)
  })

  test('prints the trials alone where nothing was compared', () => {
    expect(evidenceText(comparison)).toBe('n=8+6')
    expect(evidenceText({ id: 'delivery.p99', gated: true, base: side })).toBe('')
  })
})
