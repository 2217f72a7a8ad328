import { monotonicClock, type Clock } from '../../load/clock.ts'
import type { PairedTrials } from '../../reports/compare/paired-batch.ts'
import type { JudgeState, PairedJudge } from '../../reports/compare/paired-judge.ts'
import type { PairedDesign } from '../../reports/compare/paired-design.ts'
import { Budget } from './budget.ts'
import { figuresOf, type Pair } from './pair.ts'

/** So many pairs in a row that cannot be used say that nothing can be measured. */
export const mostSpoiledInARow = 5

/** How pairs are measured until they suffice. */
export interface PairLoopOptions {
  /** How many cells (scenario, target, transport) a round of pairs goes through. */
  readonly cells: number
  readonly judge: Pick<PairedJudge, 'add' | 'end'>
  /** Measures one pair of a cell; `round` counts from 0. */
  readonly measure: (cell: number, round: number) => Promise<Pair>
  readonly maxMinutes: number
  readonly signal: AbortSignal
  /** Default: the host's monotonic clock. */
  readonly clock?: Clock
  /** Told of each pair, and whether its figures can be used. */
  readonly onPair: (cell: number, pair: Pair, isUsable: boolean) => Promise<void>
  /** Told what is known after each round. */
  readonly onState: (state: JudgeState) => void
}

/** Why measuring ended, and how many pairs could not be used. */
export interface LoopEnd {
  /** `spoiled`: pair after pair could not be used. */
  readonly because: PairedDesign['stoppedBecause'] | 'spoiled'
  readonly discardedPairs: number
}

/**
 * Measures round after round, a pair per cell, until the judge has decided, the budget has no room for another round, or the signal
 * is aborted. A pair that cannot be used is measured again; the budget counts it.
 */
export async function runPairs(options: PairLoopOptions): Promise<LoopEnd> {
  const { judge, signal, onState } = options
  const budget = new Budget(options.maxMinutes * 60_000, options.clock ?? monotonicClock)
  const spoiled = { all: 0, inARow: 0 }
  const end = (because: LoopEnd['because']): LoopEnd => {
    judge.end()
    return { because, discardedPairs: spoiled.all }
  }
  for (let round = 0; ; round++) {
    const figures: PairedTrials[] = []
    while (figures.length < options.cells) {
      if (signal.aborted) return end('interrupted')
      if (spoiled.inARow === mostSpoiledInARow) return end('spoiled')
      if (!budget.hasRoom) return end('budget')
      budget.begin()
      const pair = await options.measure(figures.length, round)
      budget.end()
      const usable = figuresOf(pair)
      await options.onPair(figures.length, pair, usable !== undefined)
      if (usable !== undefined) figures.push(usable)
      else if (!signal.aborted) spoiled.all++
      spoiled.inARow = usable === undefined ? spoiled.inARow + 1 : 0
    }
    const state = judge.add(figures)
    onState(state)
    if (state.decided) return end(state.clear ? 'clear' : 'looks')
  }
}
