import type { TrialPhase } from '../../load/trial-result.ts'
import { runTrial } from '../../load/trial.ts'
import type { RunningTarget } from '../../target/target.ts'
import type { Cell, WorkloadCell } from '../bench/cell.ts'
import type { TrialSetup } from '../bench/trial-setup.ts'
import { Meeting } from './meeting.ts'
import { offsetsOf } from './offsets.ts'
import type { Pair } from './pair.ts'
import { bothSides, type SideName, type Sides } from './side.ts'
import { firstOf } from './turns.ts'
import type { Version } from './version/prepare.ts'

/** Trials of a run by number: no two share a seed, up to so many. */
const mostTrials = 1000

/** What measuring a pair takes. */
export interface PairRunnerOptions {
  readonly setup: TrialSetup
  readonly versions: Sides<Version>
  readonly seed: number
  readonly signal: AbortSignal
  readonly onStarted: (side: SideName, cell: Cell, running: RunningTarget) => void
  readonly onPhase: (side: SideName, phase: TrialPhase) => void
}

/** Measures pairs: one trial of each version, at the same time and on the same CPUs. */
export class PairRunner {
  readonly #options: PairRunnerOptions
  #pairs = 0

  constructor(options: PairRunnerOptions) {
    this.#options = options
  }

  /** Measures one pair of a cell; who begins first goes by the number of the round. Rejects where no trial is possible. */
  async measure(cell: WorkloadCell, round: number): Promise<Pair> {
    const { setup, versions, signal, onStarted, onPhase } = this.#options
    const seed = this.#options.seed * mostTrials + 2 * this.#pairs++
    const trials = { base: seed, head: seed + 1 }
    // Both follow the same schedule; only the stamps tell them apart.
    const offsets = offsetsOf(cell.scenario.workload(cell.values, cell.transport, seed))
    const meeting = new Meeting({ first: firstOf(round), offsets })
    return await bothSides(async (side) => {
      try {
        const variation = { seed, runSeed: trials[side], gateway: versions[side].gateway }
        const listeners = {
          signal,
          meet: (point: Parameters<Meeting['arrive']>[1]) => meeting.arrive(side, point),
          onStarted: (running: RunningTarget) => onStarted(side, cell, running),
          onPhase: (phase: TrialPhase) => onPhase(side, phase),
          onProgress: () => undefined,
        }
        return await runTrial(setup.trialOf(cell, variation, listeners))
      } finally {
        meeting.leave(side)
      }
    })
  }
}
