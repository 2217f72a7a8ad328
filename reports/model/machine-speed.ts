import { mean, median } from 'simple-statistics'
import type { CostModel } from './cost-model.ts'
import type { Result } from '../report.ts'

type Metrics = Readonly<Record<string, number>>

/** The speed that CPU time is stated for, and how far it follows the reference load. */
export interface SpeedStandard {
  /** CPU time per delivery of the reference load, in microseconds. */
  readonly micros: number
  /** Where the reference load pays a share more, everything else pays that share to this power: 0 to 1. */
  readonly exponent: number
}

/** How fast the machine was during each trial, told by a reference load that did the same work beside all of them. */
export interface MachineSpeed {
  /** Absent where no reference load ran. */
  readonly standard: SpeedStandard | undefined
  /** How many completed trials ran without it while others had it. */
  readonly unwitnessed: number
  /** What CPU time measured in a trial is multiplied by, to be that of the standard speed; 1 where it is not known. */
  factorOf(trial: Metrics): number
}

const referenceMetric = 'reference.serverCpuMicros'
/** With fewer comparisons of a trial with others of its workload, how far they follow the reference is not estimated. */
const fewestComparisons = 8
/** What it was on the shared machine that this was made on, in three runs: 0.67, 0.70 and 0.76. */
const usualExponent = 0.7

/**
 * Reads the speed of the machine off the trials of a run. CPU time is brought to `standard`, if that is given, and else to the median
 * speed of the run.
 *
 * The reference load has a scatter of its own, so a trial follows it by less than all of it: by which power, is estimated by
 * regression of the logarithms of CPU time on those of the reference, within workloads that were measured several times. (That
 * what is measured with errors is a weaker predictor is regression dilution: C. Frost and S. G. Thompson, J. R. Stat. Soc. A 163,
 * 2000, 173-189; for prediction the diluted slope is the right one.) Where there are too few such trials it is taken to be 0.7.
 */
export function machineSpeedOf(results: readonly Result[], standard?: SpeedStandard): MachineSpeed {
  const metrics = results.flatMap(completedMetrics)
  const costs = metrics.flatMap((trial) => referenceOf(trial) ?? [])
  if (costs.length === 0) return { standard: undefined, unwitnessed: 0, factorOf: () => 1 }
  const { micros, exponent } = standard ?? { micros: median(costs), exponent: exponentOf(results) }
  return {
    standard: { micros, exponent },
    unwitnessed: metrics.length - costs.length,
    factorOf: (trial) => (micros / (referenceOf(trial) ?? micros)) ** exponent,
  }
}

/** The speed that the costs of a model are stated for. */
export function standardOf({
  referenceMicros,
  referenceExponent = 1,
}: Pick<CostModel, 'referenceMicros' | 'referenceExponent'>): SpeedStandard | undefined {
  return referenceMicros === undefined ? undefined : { micros: referenceMicros, exponent: referenceExponent }
}

/** The figures of the trials that count. */
export function completedMetrics({ trials }: Result): Metrics[] {
  return trials.flatMap((trial) => (trial.status === 'completed' ? [trial.metrics] : []))
}

function referenceOf(trial: Metrics): number | undefined {
  const cost = trial[referenceMetric]
  return cost !== undefined && cost > 0 ? cost : undefined
}

function exponentOf(results: readonly Result[]): number {
  let [together, alone, comparisons] = [0, 0, 0]
  for (const result of results) {
    const pairs = completedMetrics(result).flatMap((trial) => {
      const cpu = trial['connect.serverCpu'] ?? trial['server.cpu']
      const reference = referenceOf(trial)
      return cpu === undefined || cpu <= 0 || reference === undefined
        ? []
        : [{ cpu: Math.log(cpu), reference: Math.log(reference) }]
    })
    if (pairs.length < 2) continue
    const [cpu, reference] = [mean(pairs.map((pair) => pair.cpu)), mean(pairs.map((pair) => pair.reference))]
    for (const pair of pairs) {
      together += (pair.cpu - cpu) * (pair.reference - reference)
      alone += (pair.reference - reference) ** 2
    }
    comparisons += pairs.length - 1
  }
  return comparisons < fewestComparisons || alone === 0 ? usualExponent : Math.min(1, Math.max(0, together / alone))
}
