import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LoadOutcome } from '../../../scripts/saturate/bracket.ts'
import { searchLoad, type SearchPlan } from '../../../scripts/saturate/search.ts'
import { SimulatedGateway } from '../../support/simulated-gateway.ts'

const plan: SearchPlan = {
  ...{ start: 10, stride: 2, least: 1, most: 10_000, resolution: 0.03 },
  round: (load) => Number(load.toPrecision(4)),
}

/** Offers loads to something that gives these outcomes by load, one after the other, and the last one from then on. */
function scripted(outcomesOf: (load: number) => readonly LoadOutcome[]) {
  const loads: number[] = []
  const probe = (load: number) => {
    const outcomes = outcomesOf(load)
    const before = loads.filter((one) => one === load).length
    loads.push(load)
    return Promise.resolve({ load, outcome: outcomes[Math.min(before, outcomes.length - 1)] ?? 'held' })
  }
  return { loads, probe }
}

describe('a gateway without noise', () => {
  test('is enclosed to within the resolution, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 2, max: 9000, noNaN: true }), async (capacity) => {
        const { probe } = new SimulatedGateway({ capacity })
        const { end, held = NaN } = await searchLoad(probe, plan)
        expect(end).toBe('saturated')
        expect(held).toBeLessThanOrEqual(capacity)
        // One more for the rounding of the loads.
        expect(held * 1.031).toBeGreaterThan(capacity)
      }),
    )
  })

  test('is offered doublings first, then halves of what is left, then both ends again', async () => {
    const gateway = new SimulatedGateway({ capacity: 173 })
    await searchLoad(gateway.probe, plan)
    const doublings = [10, 20, 40, 80, 160, 320]
    const confirmedOnTheWay = [320, 226.3, 226.3, 190.3, 190.3]
    expect(gateway.loads).toEqual([...doublings, ...confirmedOnTheWay, 174.5, 167.1, 170.8, 170.8, 174.5])
  })

  test('that holds less than the first load is searched for downwards', async () => {
    const gateway = new SimulatedGateway({ capacity: 3.3 })
    const { held } = await searchLoad(gateway.probe, plan)
    expect(gateway.loads.slice(0, 3)).toEqual([10, 5, 2.5])
    expect(held).toBeCloseTo(3.25, 1)
  })

  test('that holds not even the least load has no saturation point', async () => {
    const { end, held } = await searchLoad(new SimulatedGateway({ capacity: 0.5 }).probe, plan)
    expect([end, held]).toEqual(['nothing-held', undefined])
  })

  test('that holds all that may be offered is confirmed to do so', async () => {
    const gateway = new SimulatedGateway({ capacity: 1e9 })
    expect(await searchLoad(gateway.probe, plan)).toMatchObject({ end: 'most', held: 10_000 })
    expect(gateway.loads.slice(-2)).toEqual([10_000, 10_000])
  })
})

describe('the limit of the generator', () => {
  test('is enclosed, and the search ends there', async () => {
    const { end, held } = await searchLoad(new SimulatedGateway({ capacity: 300, generatorLimit: 190 }).probe, plan)
    expect(end).toBe('generator')
    expect(held).toBeGreaterThan(190 / 1.031)
    expect(held).toBeLessThanOrEqual(190)
  })

  test('does not hide a saturation point below it', async () => {
    const { end, held } = await searchLoad(
      scripted((load) => [load > 300 ? 'generator' : load > 173 ? 'not-held' : 'held']).probe,
      plan,
    )
    expect(end).toBe('saturated')
    expect(held).toBeCloseTo(170.8, 1)
  })
})

describe('trials that something else has spoiled', () => {
  test('are overturned where the search would have ended at them', async () => {
    const { probe, loads } = scripted((load) =>
      load === 80 ? ['not-held', 'held'] : [load > 173 ? 'not-held' : 'held'],
    )
    const { end, held } = await searchLoad(probe, plan)
    expect(loads.filter((load) => load === 80)).toHaveLength(3)
    expect(end).toBe('saturated')
    expect(held).toBeCloseTo(170, -1)
  })

  test('that seem to be held are overturned likewise', async () => {
    const { probe } = scripted((load) => (load === 320 ? ['held', 'not-held'] : [load > 173 ? 'not-held' : 'held']))
    const { held } = await searchLoad(probe, plan)
    expect(held).toBeCloseTo(170.8, 1)
  })

  test('do not keep a search from ending, however many there are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const gateway = new SimulatedGateway({ capacity: 173, spoiled: 0.3, trialNoise: 0.1 }, seed)
        await searchLoad(gateway.probe, plan)
        expect(gateway.loads.length).toBeLessThan(200)
      }),
    )
  })
})

test('loads that have to be whole are offered whole, and the search ends where nothing lies between', async () => {
  const gateway = new SimulatedGateway({ capacity: 7.5 })
  const { held } = await searchLoad(gateway.probe, { ...plan, round: Math.round })
  expect(held).toBe(7)
  expect(gateway.loads.every(Number.isInteger)).toBe(true)
})

test('a search that is interrupted keeps its steps and has found nothing', async () => {
  const gateway = new SimulatedGateway({ capacity: 173 })
  const probe = (load: number) => (load > 100 ? Promise.resolve(undefined) : gateway.probe(load))
  const { end, held, steps } = await searchLoad(probe, plan)
  expect([end, held, steps.map(({ load }) => load)]).toEqual(['interrupted', undefined, [10, 20, 40, 80]])
})
