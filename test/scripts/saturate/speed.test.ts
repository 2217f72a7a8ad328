import { describe, expect, test } from 'vitest'
import { searchRepeatedly } from '../../../scripts/saturate/searches.ts'
import { atMedianSpeed } from '../../../scripts/saturate/speed.ts'
import { SimulatedGateway, type SimulatedMachine } from '../../support/simulated-gateway.ts'

function search(held: number | undefined, witness?: number) {
  return { held, steps: [{ load: held ?? 1, outcome: 'held' as const, ...(witness !== undefined && { witness }) }] }
}

test('a load that was found while the machine was slow is raised by as much', () => {
  expect(atMedianSpeed([search(100, 10), search(90, 11), search(110, 9)])).toEqual([100, 99, 99])
})

test('a search that has found nothing has nothing to restate', () => {
  expect(atMedianSpeed([search(100, 10), search(undefined), search(110, 10)])).toEqual([100, undefined, 110])
})

test('without a witness, or with one only, nothing is known of the speed', () => {
  expect(atMedianSpeed([search(100), search(90)])).toBeUndefined()
  expect(atMedianSpeed([search(100, 10), search(90)])).toBeUndefined()
  expect(atMedianSpeed([search(100, 10)])).toBeUndefined()
})

test('loads that were not held, and those far below the point, are no witnesses', () => {
  const steps = [
    { load: 50, outcome: 'held', witness: 20 },
    { load: 98, outcome: 'held', witness: 10 },
    { load: 100, outcome: 'held', witness: 10 },
    { load: 103, outcome: 'not-held', witness: 5 },
  ] as const
  expect(atMedianSpeed([{ held: 100, steps }, search(100, 10)])).toEqual([100, 100])
})

describe('simulated runs of five searches', () => {
  const usual = { capacity: 173, trialNoise: 0.02, witnessNoise: 0.015, spoiled: 0.02 }
  const runs = 200

  /** How far the outermost of five searches is from their median: its median over runs, and how often it is within 10 %. */
  async function scatter(machine: SimulatedMachine) {
    const asFound: number[] = []
    const adjusted: number[] = []
    for (let seed = 1; seed <= runs; seed++) {
      const found = await searchRepeatedly(new SimulatedGateway(machine, seed).probe, {
        ...{ start: 10, least: 0.01, most: 10_000, resolution: 0.03, searches: 5 },
        round: (load) => Number(load.toPrecision(4)),
      })
      asFound.push(outermost(found.flatMap(({ held }) => held ?? [])))
      adjusted.push(outermost((atMedianSpeed(found) ?? []).flatMap((one) => one ?? [])))
    }
    return { asFound: told(asFound), adjusted: told(adjusted) }
  }

  function outermost(points: readonly number[]): number {
    const median = points.toSorted((a, b) => a - b)[2] ?? NaN
    return Math.max(...points.map((point) => Math.abs(point / median - 1)))
  }

  function told(deviations: readonly number[]) {
    const typical = deviations.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN
    return { typical, within: deviations.filter((one) => one <= 0.1).length / runs }
  }

  test('where gateway and generator become slow together, restating halves the scatter', async () => {
    const { asFound, adjusted } = await scatter({ ...usual, sharedDrift: 0.08 })
    expect(adjusted.typical).toBeLessThan(asFound.typical * 0.6)
    expect(asFound.within).toBeLessThan(0.8)
    expect(adjusted.within).toBeGreaterThan(0.9)
  })

  test('where each wanders a little by itself as well, it still helps', async () => {
    const { asFound, adjusted } = await scatter({
      ...usual,
      sharedDrift: 0.08,
      gatewayDrift: 0.025,
      generatorDrift: 0.025,
    })
    expect(adjusted.typical).toBeLessThan(asFound.typical * 0.8)
  })

  test('where nothing wanders, it costs next to nothing', async () => {
    const { asFound, adjusted } = await scatter(usual)
    expect(adjusted.typical).toBeLessThan(asFound.typical + 0.01)
    expect(adjusted.within).toBeGreaterThan(0.97)
  })

  test('where only the gateway wanders, it neither helps nor harms', async () => {
    const { asFound, adjusted } = await scatter({ ...usual, gatewayDrift: 0.08 })
    expect(Math.abs(adjusted.typical - asFound.typical)).toBeLessThan(0.015)
  })

  test('where only the generator wanders, it harms: the reason not to restate for other machines', async () => {
    const { asFound, adjusted } = await scatter({ ...usual, generatorDrift: 0.08 })
    expect(adjusted.typical).toBeGreaterThan(asFound.typical * 2)
  })
})
