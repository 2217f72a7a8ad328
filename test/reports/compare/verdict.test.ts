import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Effect, Verdict } from '../../../reports/compare/comparison.ts'
import { verdictOf, worstVerdict } from '../../../reports/compare/verdict.ts'

function effectOf(low: number | null, estimate: number, high: number | null, fields: Partial<Effect> = {}): Effect {
  return { kind: 'relative', estimate, low, high, limit: 0.05, confidence: 0.95, p: 0.01, ...fields }
}

const absolute = (limit: number) => ({ kind: 'absolute', limit }) as const

describe('verdictOf a metric of which less is better', () => {
  test.each<[Verdict, string, Effect]>([
    ['worse', 'the interval excludes no change and the estimate is beyond the limit', effectOf(0.04, 0.08, 0.12)],
    ['better', 'it is as clear the other way round', effectOf(-0.12, -0.08, -0.04)],
    ['same', 'the estimate is within the limit, though the interval excludes no change', effectOf(0.02, 0.04, 0.06)],
    ['same', 'the interval is narrow and holds no change', effectOf(-0.01, 0.01, 0.03)],
    ['unknown', 'the interval is wider than the limit', effectOf(-0.05, 0.02, 0.09)],
    ['unknown', 'an end of the interval is open', effectOf(null, 0.02, 0.03)],
    ['unknown', 'the estimate is beyond the limit, but no change is not excluded', effectOf(0, 0.055, 0.06)],
    ['worse', 'the interval is wide, but far from no change', effectOf(0.3, 0.5, 0.9)],
    ['same', 'the estimate is exactly the limit', effectOf(0.03, 0.05, 0.07)],
    ['same', 'an amount is within its limit', effectOf(-1, 1, 2, absolute(2))],
    ['worse', 'an amount is beyond its limit', effectOf(1, 3, 4, absolute(2))],
  ])('is %s where %s', (verdict, _, effect) => {
    expect(verdictOf(effect, 'lower').verdict).toBe(verdict)
  })
})

describe('verdictOf with a limit of 0', () => {
  test.each<[Verdict, string, Effect]>([
    ['worse', 'the interval excludes no change, however little', effectOf(0.001, 0.002, 0.003, absolute(0))],
    ['better', 'the interval excludes no change downwards', effectOf(-3, -2, -1, absolute(0))],
    ['same', 'there is nothing but 0', effectOf(0, 0, 0, absolute(0))],
    ['unknown', 'the interval holds a change as well as none', effectOf(0, 0, 1, absolute(0))],
    ['worse', 'every trial changed by the same', effectOf(1, 1, 1, absolute(0))],
  ])('is %s where %s', (verdict, _, effect) => {
    expect(verdictOf(effect, 'lower').verdict).toBe(verdict)
  })
})

describe('verdictOf', () => {
  test('turns round for a metric of which more is better', () => {
    expect(verdictOf(effectOf(0.04, 0.08, 0.12), 'higher').verdict).toBe('better')
    expect(verdictOf(effectOf(-0.12, -0.08, -0.04), 'higher').verdict).toBe('worse')
  })

  test('weighs a relative limit alike upwards and downwards: a twentieth more, and back', () => {
    expect(verdictOf(effectOf(0.049, 0.0501, 0.051), 'lower').verdict).toBe('worse')
    expect(verdictOf(effectOf(-0.049, -0.0477, -0.047), 'lower').verdict).toBe('better')
    expect(verdictOf(effectOf(-0.049, -0.0475, -0.047), 'lower').verdict).toBe('same')
  })

  test('copes with shares of -100 % and less', () => {
    expect(verdictOf(effectOf(-1.4, -1.2, -1.1), 'lower').verdict).toBe('better')
    expect(verdictOf(effectOf(-1.4, -0.02, 0.1), 'lower').verdict).toBe('unknown')
  })

  test("asks of a gated metric that it survives Holm's correction, and says when it does not", () => {
    const effect = effectOf(0.04, 0.08, 0.12, { p: 0.03 })
    expect(verdictOf({ ...effect, adjustedP: 0.05 }, 'lower')).toEqual({ verdict: 'worse' })
    expect(verdictOf({ ...effect, adjustedP: 0.18 }, 'lower')).toEqual({
      verdict: 'unknown',
      reason: 'significant alone (p=0.03), but not among all gated metrics (p=0.18)',
    })
  })

  test.each([
    [effectOf(-0.1, 0.02, 0.14), 'the interval reaches 13 % to either side, further than the limit of 5 %'],
    [effectOf(-3, 1, 6.5, absolute(2)), 'the interval reaches 4.8 to either side, further than the limit of 2'],
    [effectOf(0, 0, 1, absolute(0)), 'the interval holds changes as well as none, and any change counts'],
    [effectOf(0, 0.055, 0.06), 'the estimate is beyond the limit, but no change is not excluded'],
    [effectOf(null, 0, null), 'there are too few trials to tell how far it may have changed'],
  ])('says why it is unknown, case %#', (effect, reason) => {
    expect(verdictOf(effect, 'lower')).toEqual({ verdict: 'unknown', reason })
  })

  test('gives base and head changed places the opposite verdict', () => {
    const opposite: Partial<Record<Verdict, Verdict>> = { worse: 'better', better: 'worse' }
    // Powers of 1.013, so that rounding never decides: none of them is the limit.
    const ends = fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: -40, max: 40 })))
    fc.assert(
      fc.property(ends, (powers) => {
        const changes = powers.toSorted((a, b) => a - b).map((power) => 1.013 ** power - 1)
        const [low = 0, estimate = 0, high = 0] = changes
        const back = (change: number) => 1 / (1 + change) - 1
        const there = verdictOf(effectOf(low, estimate, high), 'lower').verdict
        const returned = verdictOf(effectOf(back(high), back(estimate), back(low)), 'lower').verdict
        expect(returned).toBe(opposite[there] ?? there)
      }),
    )
  })
})

describe('worstVerdict', () => {
  test('goes from worse over unknown, incomparable and better to same', () => {
    const order: Verdict[] = ['same', 'better', 'incomparable', 'unknown', 'worse']
    expect(order.map((_, at) => worstVerdict(order.slice(0, at + 1)))).toEqual(order)
  })

  test('is unknown where there is nothing', () => {
    expect(worstVerdict([])).toBe('unknown')
  })
})
