import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { efficiencyAt, fitUsl, peakOf, throughputAt, type Usl } from '../../../reports/usl/usl.ts'

const sizes = [1, 2, 4, 8, 16, 32]

function pointsOf(law: Usl, instances = sizes, noise: (at: number) => number = () => 1) {
  return instances.map((n, at) => ({ instances: n, throughput: throughputAt(law, n) * noise(at) }))
}

describe('the fit of the scalability law', () => {
  // SPEC SDM 91, as in the R package usl (S. Möding): load and throughput of a machine with 16 processors.
  const specsdm91 = [
    [1, 64.9],
    [18, 995.9],
    [36, 1652.4],
    [72, 1853.2],
    [108, 1828.9],
    [144, 1775],
    [216, 1702.2],
  ].map(([instances = 0, throughput = 0]) => ({ instances, throughput }))

  test('finds what the R package usl publishes for specsdm91', () => {
    const { gamma, alpha, beta } = fitUsl(specsdm91)
    expect(alpha.toFixed(4)).toBe('0.0277')
    expect(beta.toFixed(6)).toBe('0.000104')
    expect(gamma.toFixed(1)).toBe('90.0')
  })

  test('finds the peak of specsdm91 where the R package does', () => {
    expect(peakOf(fitUsl(specsdm91))).toBeCloseTo(96.5, 1)
  })

  test('finds the law that points were made by', () => {
    const law = fc.record({
      gamma: fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      alpha: fc.double({ min: 0, max: 0.9, noNaN: true }),
      beta: fc.double({ min: 0, max: 0.1, noNaN: true }),
    })
    fc.assert(
      fc.property(law, (made) => {
        const found = fitUsl(pointsOf(made))
        for (const n of sizes) {
          expect(throughputAt(found, n) / throughputAt(made, n)).toBeCloseTo(1, 6)
        }
        expect(found.alpha).toBeCloseTo(made.alpha, 5)
        expect(found.beta).toBeCloseTo(made.beta, 5)
      }),
    )
  })

  test('is no worse than any law nearby, and keeps to the bounds', () => {
    const squares = (law: Usl, points: ReturnType<typeof pointsOf>) =>
      points.reduce((sum, { instances, throughput }) => sum + (throughput - throughputAt(law, instances)) ** 2, 0)
    const noise = fc.array(fc.double({ min: 0.8, max: 1.25, noNaN: true }), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(noise, (factors) => {
        const points = pointsOf({ gamma: 100, alpha: 0.05, beta: 0 }, sizes, (at) => factors[at] ?? 1)
        const found = fitUsl(points)
        const least = squares(found, points)
        expect(found.alpha).toBeGreaterThanOrEqual(0)
        expect(found.beta).toBeGreaterThanOrEqual(0)
        for (const factor of [0.999, 1.001]) {
          for (const nearby of [
            { ...found, gamma: found.gamma * factor },
            { ...found, alpha: found.alpha * factor + (factor > 1 ? 1e-5 : 0) },
            { ...found, beta: found.beta * factor + (factor > 1 ? 1e-6 : 0) },
          ]) {
            expect(squares(nearby, points)).toBeGreaterThanOrEqual(least * (1 - 1e-9))
          }
        }
      }),
    )
  })

  test('has no peak where nothing is lost between pairs', () => {
    expect(peakOf({ gamma: 1, alpha: 0.1, beta: 0 })).toBeUndefined()
  })

  test('has a peak of one instance where a second one makes it worse', () => {
    expect(peakOf({ gamma: 1, alpha: 1.2, beta: 0.5 })).toBe(1)
  })

  test('tells how much of an instance is left among others', () => {
    expect(efficiencyAt({ gamma: 7, alpha: 0.5, beta: 0 }, 2)).toBeCloseTo(2 / 3)
  })

  test('needs three different numbers of instances', () => {
    const two = [1, 2, 2].map((instances) => ({ instances, throughput: instances }))
    expect(() => fitUsl(two)).toThrow('at least three different numbers of instances')
  })

  test.each([0, -1, Number.NaN, Infinity])('refuses a throughput of %d', (throughput) => {
    const points = [1, 2, 3].map((instances) => ({ instances, throughput }))
    expect(() => fitUsl(points)).toThrow('must be above 0')
  })
})
