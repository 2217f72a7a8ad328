import { sampleStandardDeviation } from 'simple-statistics'
import type { PairedTrials } from '../../reports/compare/paired-batch.ts'
import { signedRank } from '../../reports/statistics/signed-rank.ts'
import { coverageOf, type Coverage } from './interval-coverage.ts'
import type { Pools } from './pool.ts'
import type { GateOptions } from './options.ts'
import { replay, simulate, type Outcome } from './simulate.ts'

/** The metric that a slowdown is to be found in. */
export const questionedMetric = 'delivery.serverCpuMicros'

/** What became of the comparisons of one slowdown. */
export interface Evaluation {
  /** As asked for, a share. */
  readonly slowdown: number
  /** The pairs that were really measured. */
  readonly pairs: number
  /** What they say the slowdown was: a share, with its interval of 95 %. */
  readonly measured: { readonly estimate: number; readonly low: number; readonly high: number }
  /** Standard deviation of the log ratio of a pair. */
  readonly scatter: number
  /** Comparisons made of pairs drawn from those. */
  readonly simulated: readonly Outcome[]
  /** Comparisons made of those pairs as they came, none used twice. */
  readonly replayed: readonly Outcome[]
}

/** The figures of a run. */
export interface GateFigures {
  readonly evaluations: readonly Evaluation[]
  /** The most pairs that the budget of a comparison holds. */
  readonly budget: number
  readonly pairSeconds: number
  readonly discardedPairs: number
  /** Standard deviation of the log ratio of two equal versions, had the same trials been paired one after the other. */
  readonly scatterApart: number | undefined
  /** How the interval that decides does beside a bootstrap interval, on pairs of equal versions. */
  readonly coverage: readonly Coverage[]
}

const coveredPairs = [6, 10, 22]

/** Plays comparisons with measured pairs and counts how they end. */
export function evaluate(
  measured: Pools,
  options: Pick<GateOptions, 'comparisons' | 'maxMinutes' | 'seed'>,
): GateFigures {
  const { comparisons, maxMinutes, seed } = options
  const budget = Math.floor((maxMinutes * 60) / measured.pairSeconds)
  const simulation = { comparisons, budget, seed, metric: questionedMetric }
  const equal = measured.pools.find(({ slowdown }) => slowdown === 0)
  return {
    evaluations: measured.pools.map(({ slowdown, pairs }) => {
      const ratios = logRatiosOf(pairs)
      const { estimate, low, high } = signedRank(ratios, 0.95)
      return {
        slowdown,
        pairs: pairs.length,
        measured: { estimate: Math.expm1(estimate), low: Math.expm1(low), high: Math.expm1(high) },
        scatter: sampleStandardDeviation(ratios),
        simulated: simulate(pairs, simulation),
        replayed: replay(pairs, simulation),
      }
    }),
    budget,
    pairSeconds: measured.pairSeconds,
    discardedPairs: measured.discardedPairs,
    scatterApart: equal === undefined ? undefined : sampleStandardDeviation(ratiosApart(equal.pairs)),
    coverage:
      equal === undefined
        ? []
        : coveredPairs.map((pairs) => coverageOf(logRatiosOf(equal.pairs), pairs, comparisons, seed)),
  }
}

function logRatiosOf(pairs: readonly PairedTrials[]): number[] {
  return pairs.flatMap(({ base, head }) => logRatio(base[questionedMetric], head[questionedMetric]))
}

/** The base trials of two pairs in a row, as if they were base and head of an experiment that runs them in turns. */
function ratiosApart(pairs: readonly PairedTrials[]): number[] {
  return pairs.flatMap(({ base }, at) =>
    at % 2 === 0 ? logRatio(base[questionedMetric], pairs[at + 1]?.base[questionedMetric]) : [],
  )
}

function logRatio(base: number | undefined, head: number | undefined): number[] {
  return base === undefined || head === undefined ? [] : [Math.log(head / base)]
}
