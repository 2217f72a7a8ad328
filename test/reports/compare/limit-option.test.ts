import { describe, expect, test } from 'vitest'
import { parseLimit } from '../../../reports/compare/limit-option.ts'

describe('parseLimit', () => {
  test.each([
    ['delivery.serverCpuMicros=5%', { id: 'delivery.serverCpuMicros', limit: { relative: 0.05 } }],
    [' connect.failed = 2 ', { id: 'connect.failed', limit: { absolute: 2 } }],
    ['delivery.p99=.5', { id: 'delivery.p99', limit: { absolute: 0.5 } }],
    ['delivery.p99=0%', { id: 'delivery.p99', limit: { relative: 0 } }],
  ])('reads %s', (text, limit) => {
    expect(parseLimit(text)).toEqual(limit)
  })

  test.each([
    'delivery.p99',
    'delivery.p99=',
    'delivery.p99=-5%',
    '=5%',
    'delivery.p99=five',
    'a=1=2',
    'delivery.p99=5 ms',
  ])('refuses "%s" and shows how to write it', (text) => {
    expect(() => parseLimit(text)).toThrow(
      `limit "${text}" cannot be read: write metric=share% or metric=amount, as in delivery.serverCpuMicros=5% or connect.failed=2`,
    )
  })

  test('names the nearest metric', () => {
    expect(() => parseLimit('delivery.p98=5%')).toThrow('unknown metric "delivery.p98": did you mean "delivery.p90"?')
  })

  test('refuses a metric that only explains others', () => {
    expect(() => parseLimit('generator.cpu=5%')).toThrow('metric "generator.cpu" cannot decide')
  })
})
