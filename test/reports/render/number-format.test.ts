import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimalsOf, formatNumber, formatPercent, formatRatio, scaleOf } from '../../../reports/render/number-format.ts'

describe('decimalsOf', () => {
  test.each([
    [13.2345, 1],
    [1.32345, 2],
    [132.345, 0],
    [13_234.5, 0],
    [0.0132345, 4],
    [0, 0],
  ])('shows three digits of %d with %i decimals', (value, decimals) => {
    expect(decimalsOf(value, 3)).toBe(decimals)
  })

  test('shows a count without decimals, and the median of an even number of counts with one', () => {
    expect([decimalsOf(12, 'exact'), decimalsOf(12.5, 'exact')]).toEqual([0, 1])
  })
})

describe('scaleOf', () => {
  test('picks one unit for a row of bytes, by its largest', () => {
    expect(scaleOf('bytes', [900, 35_400])).toEqual({ label: 'KiB', factor: 1 / 1024 })
    expect(scaleOf('bytes', [900])).toEqual({ label: 'B', factor: 1 })
    expect(scaleOf('bytes', [2 ** 31])).toEqual({ label: 'GiB', factor: 2 ** -30 })
  })

  test('prints shares as percentages and leaves other units', () => {
    expect(scaleOf('ratio', [0.5])).toEqual({ label: '%', factor: 100 })
    expect(scaleOf('ms', [5000])).toEqual({ label: 'ms', factor: 1 })
  })
})

describe('formatNumber', () => {
  test('groups thousands', () => {
    expect(formatNumber(1_234_567.25, 1)).toBe('1,234,567.3')
  })

  test('keeps an absurd number short', () => {
    expect(formatNumber(1.234e300)).toBe('1.23E300')
  })
})

describe('formatPercent', () => {
  test('shows one loss in a million', () => {
    expect(formatPercent((1 - 1e-6) * 100, 1)).toBe('99.9999')
  })

  test('prints 100 for 100 only', () => {
    expect(formatPercent(100, 1)).toBe('100')
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, maxExcluded: true, noNaN: true }), (percent) => {
        expect(Number(formatPercent(percent, 1))).not.toBe(100)
      }),
    )
  })
})

describe('formatRatio', () => {
  test.each([
    [3, 2, '1.50x'],
    [125, 2, '62.5x'],
    [1000, 2, '500x'],
    [3, 0, '-'],
  ])('of %d to %d is %s', (value, base, text) => {
    expect(formatRatio(value, base)).toBe(text)
  })
})
