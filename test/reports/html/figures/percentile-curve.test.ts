import { describe, expect, test } from 'vitest'
import { decodeHistogram, emptyHistogram, percentileOf } from '../../../../reports/histogram.ts'
import { curveOf, tailPointsOf, tailTicks } from '../../../../reports/html/figures/percentile-curve.ts'
import { sampleHistogram } from '../../../support/sample-histogram.ts'

describe('the points of a tail', () => {
  test('reach until no sample is slower', () => {
    expect(tailPointsOf(999).at(-1)?.name).toBe('99.9 %')
    expect(tailPointsOf(1000).at(-1)?.name).toBe('99.92 %')
    expect(tailPointsOf(0)).toEqual([])
  })

  test('have round names and stand a decade apart for each further nine', () => {
    const points = tailPointsOf(100_000)
    const named = ['0 %', '50 %', '90 %', '99 %', '99.9 %', '99.99 %']
    const positions = named.map((name) => points.find((point) => point.name === name)?.position)
    expect(positions.map((position) => Number(position?.toFixed(3)))).toEqual([0, 0.301, 1, 2, 3, 4])
    for (const { name, percentile } of points) expect(Number(name.replace(' %', ''))).toBeCloseTo(percentile, 9)
  })

  test('have a tick at the median and at every decade', () => {
    expect(tailTicks(tailPointsOf(5000)).map(([, name]) => name)).toEqual(['50 %', '90 %', '99 %', '99.9 %'])
  })
})

describe('a curve', () => {
  test('has the percentiles of its histogram', () => {
    const histogram = decodeHistogram(sampleHistogram(1, 1000, 3))
    const points = tailPointsOf(1000)
    const values = curveOf(histogram, points)
    const at99 = points.findIndex(({ percentile }) => percentile === 99)
    expect(values[at99]).toBeCloseTo(percentileOf(histogram, 99) ?? 0, 2)
  })

  test('rises to the slowest sample and ends there', () => {
    const histogram = decodeHistogram(sampleHistogram(2, 100, 3))
    const values = curveOf(histogram, tailPointsOf(10_000))
    expect(values).toEqual(values.toSorted((a, b) => a - b))
    expect(values.length).toBe(tailPointsOf(100).length)
    expect(values.at(-1)).toBeCloseTo(histogram.maxValue / 1000, 1)
  })

  test('of nothing has no points', () => {
    expect(curveOf(emptyHistogram(), tailPointsOf(100))).toEqual([])
  })
})
