import { beforeAll, describe, expect, test } from 'vitest'
import { journeyEngines, type JourneyEngine } from '../../scenarios/journeys/journey-script.ts'
import { buildEngine } from '../../scripts/build-engine.ts'
import { runJourney, shortUsers, type JourneyOutcome, type ShortJourney } from './journey-outcome.ts'

/** Counters that do not depend on when anything happens, of all users together. */
export type SteadyCounts = Readonly<Partial<Record<'emits' | 'acks' | 'http.requests', number>>>

/**
 * Runs a journey on both engines, on one instance and on a cluster: it must come to a good end everywhere, count the same,
 * and lose nothing.
 */
export function describeJourney(journey: ShortJourney, counts: SteadyCounts): void {
  describe.each(['single', 'cluster'] as const)(`${journey.name} on a %s`, (where) => {
    const outcomes = new Map<JourneyEngine, JourneyOutcome>()
    const of = (engine: JourneyEngine): JourneyOutcome => {
      const outcome = outcomes.get(engine)
      if (outcome === undefined) throw new Error(`${journey.name} did not run on ${engine}`)
      return outcome
    }

    beforeAll(async () => {
      await buildEngine()
      const runs = journeyEngines.map(async (engine) => [engine, await runJourney(journey, engine, where)] as const)
      for (const [engine, outcome] of await Promise.all(runs)) outcomes.set(engine, outcome)
    }, 200_000)

    test.each(journeyEngines)('ends well on %s', (engine) => {
      const { exitCodes, said } = of(engine)
      expect(exitCodes, said).toEqual(where === 'single' ? [0] : [0, 0])
    })

    test.each(journeyEngines)('counts on %s what the script says', (engine) => {
      const { counters, failures } = of(engine).merged
      expect(counters).toMatchObject({ connects: shortUsers, ...counts })
      expect(failures).toEqual({})
    })

    test.each(journeyEngines)('delivers on %s everything to everybody who was there', (engine) => {
      const { expected, delivered, lost, duplicated, unexpected } = of(engine).merged.ledger
      const all = { delivered: expected, lost: 0, duplicated: 0, unexpected: 0 }
      expect({ delivered, lost, duplicated, unexpected }).toEqual(all)
      expect(delivered).toBeGreaterThan(0)
    })
  })
}
