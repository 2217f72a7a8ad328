import type { CostModel } from '../model/cost-model.ts'
import type { Environment } from '../report.ts'
import { medianInterval } from '../statistics/median-interval.ts'
import type { Plan } from './plan.ts'

/** What a plan rests on: a calibration, and how much faster or slower the machines are that it is for. */
export interface Calibration {
  /** What the report was called. */
  readonly report: string
  readonly createdAt: string
  readonly environment: Environment
  readonly model: CostModel
  /** How many times the CPU time of the calibration an instance takes; 1 where it is the same machine. */
  readonly machineFactor: number
}

/** What a plan says of the calibration that it rests on. */
export function basisOf({ report, createdAt, environment, model, machineFactor }: Calibration): Plan['basis'] {
  return {
    report,
    createdAt,
    cpu: environment.cpu,
    cores: environment.cores,
    node: environment.node,
    adapter: model.adapter,
    machineFactor,
    ...(model.ranges['instances'] !== undefined && { instances: model.ranges['instances'] }),
    ...residualsOf(model),
    untold: model.costs.filter(({ told }) => !told).map(({ id }) => id),
  }
}

/** Redis uses so little that its errors weigh nothing; the gateway's are told. */
function residualsOf({ residuals }: CostModel): Pick<Plan['basis'], 'residuals'> {
  const errors = residuals
    .filter(({ resource, measured }) => resource === 'gateway' && measured > 0)
    .map(({ workload, measured, predicted }) => ({ workload, error: Math.abs(predicted / measured - 1) }))
    .toSorted((a, b) => a.error - b.error)
  const worst = errors.at(-1)
  if (worst === undefined) return {}
  const { median } = medianInterval(errors.map(({ error }) => error))
  return { residuals: { median, worst: worst.error, workload: worst.workload } }
}
