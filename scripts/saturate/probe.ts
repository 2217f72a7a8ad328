import type { TrialResult } from '../../load/trial-result.ts'
import type { SaturationStep, TrialPlace } from '../../reports/saturation.ts'
import type { Slo } from '../../reports/slo.ts'
import type { LoadAxis } from '../../scenarios/load-axis.ts'
import { TargetError } from '../../target/target-error.ts'
import { GeneratorError } from '../../load/generator-error.ts'
import { judgeStep } from './judge-step.ts'

/** What offering a load takes. */
export interface ProbeOptions {
  readonly axis: LoadAxis
  readonly objectives: readonly Slo[]
  readonly signal: AbortSignal
  /** Runs a trial at a load, again while it is invalid; resolves with the last one, and where all of them are in the report. */
  readonly offer: (load: number) => Promise<{ readonly trial: TrialResult; readonly places: readonly TrialPlace[] }>
}

/**
 * Makes the probe of a search: it offers a load once and judges the trial; `undefined` where it was interrupted.
 *
 * A load that this machine refuses (open files, ports) counts as one that could not be offered, unless it is the first: then the
 * probe rejects with the `TargetError` or `GeneratorError`, because nothing can be measured until somebody changes something.
 */
export function probeOf({ axis, objectives, signal, offer }: ProbeOptions) {
  let offered = 0
  return async (load: number): Promise<SaturationStep | undefined> => {
    if (signal.aborted) return undefined
    try {
      const { trial, places } = await offer(load)
      const judged = judgeStep(trial, objectives, axis)
      if (judged === undefined) return undefined
      offered++
      const witness = witnessOf(trial, axis)
      return { load, ...judged, ...(witness !== undefined && { witness }), trials: places }
    } catch (error) {
      const isRefusal = error instanceof TargetError || error instanceof GeneratorError
      if (!isRefusal || offered === 0) throw error
      return { load, outcome: 'generator', reason: error.message, trials: [] }
    }
  }
}

function witnessOf(trial: TrialResult, { witness }: LoadAxis): number | undefined {
  const value = witness !== undefined && trial.status === 'completed' ? trial.metrics[witness] : undefined
  return value !== undefined && value > 0 ? value : undefined
}
