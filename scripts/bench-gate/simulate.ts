import type { CompareOptions } from '../../reports/compare/compare-reports.ts'
import type { PairedTrials } from '../../reports/compare/paired-batch.ts'
import { PairedJudge } from '../../reports/compare/paired-judge.ts'
import { seededRandom } from '../../reports/statistics/random.ts'

/** How one comparison ended. */
export interface Outcome {
  /** Whether the gate would have failed: any gated metric is worse. */
  readonly worse: boolean
  /** Whether the metric in question was found worse. */
  readonly found: boolean
  /** Whether any gated metric is unknown. */
  readonly unknown: boolean
  readonly pairs: number
}

/** What comparisons are simulated with. */
export interface Simulation {
  readonly comparisons: number
  /** The most pairs that one comparison may use. */
  readonly budget: number
  readonly seed: number
  /** The metric that is to be found worse. */
  readonly metric: string
  readonly options?: CompareOptions
}

/**
 * Pairs are drawn in runs of this many that were measured one after the other, because neighbours resemble each other: a
 * machine has good and bad minutes (the moving-block bootstrap of H. R. Künsch, Annals of Statistics 17, 1989).
 */
const block = 5

/** Plays whole comparisons with pairs drawn, with replacement, from those that were really measured. */
export function simulate(pairs: readonly PairedTrials[], simulation: Simulation): Outcome[] {
  const random = seededRandom(simulation.seed)
  return Array.from({ length: simulation.comparisons }, () => play(drawn(pairs, random), simulation))
}

/**
 * Plays the pairs in the order in which they were measured, a new comparison beginning where one ends: no pair is used
 * twice, nothing is resampled. What is left over at the end is no comparison.
 */
export function replay(
  pairs: readonly PairedTrials[],
  simulation: Omit<Simulation, 'comparisons' | 'seed'>,
): Outcome[] {
  const outcomes: Outcome[] = []
  for (let from = 0; from < pairs.length;) {
    const rest = pairs.slice(from)
    const outcome = play(rest, simulation)
    // It ran out of pairs, not of budget: nobody knows how it would have ended.
    if (outcome.pairs === rest.length && !outcome.ended) break
    outcomes.push(outcome)
    from += outcome.pairs
  }
  return outcomes
}

function play(
  pairs: Iterable<PairedTrials>,
  { budget, metric, options = {} }: Omit<Simulation, 'comparisons' | 'seed'>,
): Outcome & { readonly ended: boolean } {
  const judge = new PairedJudge(options)
  let used = 0
  for (const pair of pairs) {
    used++
    if (judge.add([pair]).decided || used === budget) break
  }
  const ended = judge.decided || used === budget
  judge.end()
  const gated = judge.gatedVerdicts().flat()
  return {
    worse: gated.some(({ verdict }) => verdict === 'worse'),
    found: gated.some(({ id, verdict }) => id === metric && verdict === 'worse'),
    unknown: gated.some(({ verdict }) => verdict === 'unknown'),
    pairs: used,
    ended,
  }
}

function* drawn(pairs: readonly PairedTrials[], random: () => number): Generator<PairedTrials> {
  for (;;) {
    const from = Math.floor(random() * pairs.length)
    for (let at = from; at < from + block; at++) {
      const pair = pairs[at % pairs.length]
      if (pair === undefined) return
      yield pair
    }
  }
}
