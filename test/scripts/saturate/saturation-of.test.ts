import { describe, expect, test } from 'vitest'
import { objectivesOf } from '../../../scripts/saturate/objectives.ts'
import { saturationOf, type SearchedLoad } from '../../../scripts/saturate/saturation-of.ts'
import type { Found } from '../../../scripts/saturate/search.ts'
import type { SaturationStep } from '../../../reports/saturation.ts'
import { checkReport } from '../../../reports/report-problems.ts'
import { sampleSaturation, saturationReport } from '../../support/sample-saturation.ts'

const report = saturationReport()

/** The searches of the sample report as they come from the search itself. */
function searches(witnesses: readonly number[] = [5.2, 5.2]): Found<SaturationStep>[] {
  return sampleSaturation().searches.map(({ found, steps }, n) => ({
    end: 'saturated',
    held: found,
    steps: steps.map((step) => ({ ...step, witness: witnesses[n] ?? 5 })),
  }))
}

function searched(fields: Partial<SearchedLoad> = {}): SearchedLoad {
  return {
    subject: { scenario: 'fan-out', target: 'single', instances: 1, adapter: 'memory', transport: 'websocket' },
    ...{ parameter: 'rate', unit: 'messages per second', resolution: 0.03 },
    objectives: objectivesOf({ response: 'delivery' }, []),
    searches: searches(),
    isRemote: false,
    ...fields,
  }
}

test('the point is the median over searches, as found and at the median speed', () => {
  const {
    asFound,
    atMedianSpeed,
    atLeast,
    searches: kept,
  } = saturationOf(searched({ searches: searches([5, 5.5]) }), report)
  expect(asFound).toEqual({ median: 171.8, low: 170.8, high: 172.8, n: 2, coverage: 0.5 })
  expect(kept.map(({ adjusted = NaN }) => Math.round(adjusted))).toEqual([163, 181])
  expect(atMedianSpeed?.median).toBeCloseTo(171.85, 1)
  expect(atLeast).toBe(false)
})

test('speed is left out for a target on another machine', () => {
  expect(saturationOf(searched({ isRemote: true }), report).atMedianSpeed).toBeUndefined()
})

test('it stands for the deliveries at the loads that were found', () => {
  expect(saturationOf(searched(), report).deliveries).toBeCloseTo(171.8 * 500)
})

test('objectives that no trial could miss are left out', () => {
  expect(saturationOf(searched(), report).slos).toEqual(['delivery.p99<250'])
})

describe('a search that did not end at the target', () => {
  const [first] = searches()
  if (first === undefined) throw new Error('there is no search')

  test('gives a lower bound, and the reason of the load just above it', () => {
    const untold = (load: number): SaturationStep => ({
      load,
      outcome: 'generator',
      reason: `late at ${load}`,
      trials: [],
    })
    const limited = { ...first, end: 'generator' as const, steps: [...first.steps, untold(180), untold(174.5)] }
    const { atLeast, binding } = saturationOf(searched({ searches: [limited] }), report)
    expect(atLeast).toBe(true)
    expect(binding).toEqual({ resource: 'generator', evidence: ['At 174.5: late at 174.5.'] })
  })

  test('gives no point where nothing was held', () => {
    const none = { ...first, end: 'nothing-held' as const, held: undefined }
    const saturation = saturationOf(searched({ searches: [none] }), report)
    expect(saturation).not.toHaveProperty('asFound')
    expect(saturation.atLeast).toBe(false)
  })
})

test('what is made fits into a report', () => {
  expect(checkReport({ ...report, saturation: [saturationOf(searched(), report)] }).problems).toBeUndefined()
})
