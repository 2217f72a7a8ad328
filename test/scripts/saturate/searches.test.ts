import { expect, test } from 'vitest'
import { searchRepeatedly, type SearchesPlan } from '../../../scripts/saturate/searches.ts'
import { SimulatedGateway } from '../../support/simulated-gateway.ts'

const plan: SearchesPlan = {
  ...{ start: 10, least: 0.01, most: 10_000, resolution: 0.03, searches: 3 },
  round: (load) => Number(load.toPrecision(4)),
}

test('every search finds the point anew', async () => {
  const searches = await searchRepeatedly(new SimulatedGateway({ capacity: 173 }).probe, plan)
  expect(searches.map(({ end }) => end)).toEqual(['saturated', 'saturated', 'saturated'])
  for (const { held = NaN } of searches) {
    expect(held).toBeLessThanOrEqual(173)
    expect(held * 1.031).toBeGreaterThan(173)
  }
})

test('later searches begin near the point and take fewer steps', async () => {
  const [first, ...later] = await searchRepeatedly(new SimulatedGateway({ capacity: 173 }).probe, plan)
  for (const { steps } of later) {
    expect(steps.length).toBeLessThan(first?.steps.length ?? 0)
    expect(Math.abs((steps[0]?.load ?? 0) / 173 - 1)).toBeLessThan(0.2)
  }
})

test('no two searches begin at the same load', async () => {
  const searches = await searchRepeatedly(new SimulatedGateway({ capacity: 173 }).probe, { ...plan, searches: 8 })
  expect(new Set(searches.map(({ steps }) => steps[0]?.load)).size).toBe(8)
})

test('a gateway that has become much slower is found again, further down', async () => {
  let capacity = 173
  const probe = (load: number) => Promise.resolve({ load, outcome: load > capacity ? 'not-held' : 'held' } as const)
  const begin = (search: number) => {
    if (search === 1) capacity = 60
  }
  const searches = await searchRepeatedly(probe, { ...plan, searches: 2 }, begin)
  expect(searches[1]?.held).toBeGreaterThan(60 / 1.031)
  expect(searches[1]?.held).toBeLessThanOrEqual(60)
})

test.each([
  ['the generator is the limit', { capacity: 500, generatorLimit: 100 }, 'generator'],
  ['everything is held', { capacity: 1e9 }, 'most'],
  ['nothing is held', { capacity: 0.001 }, 'nothing-held'],
])('one search tells all there is to tell where %s', async (_, machine, end) => {
  const searches = await searchRepeatedly(new SimulatedGateway(machine).probe, plan)
  expect(searches.map((search) => search.end)).toEqual([end])
})

test('an interruption ends all of them', async () => {
  const gateway = new SimulatedGateway({ capacity: 173 })
  const searches = await searchRepeatedly(
    (load) => (gateway.loads.length < 17 ? gateway.probe(load) : Promise.resolve(undefined)),
    plan,
  )
  expect(searches.map(({ end }) => end)).toEqual(['saturated', 'interrupted'])
})
