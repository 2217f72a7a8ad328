import type { CostModel } from '../../reports/model/cost-model.ts'
import type { Calibration } from '../../reports/plan/basis.ts'
import type { Demand } from '../../reports/plan/demand.ts'
import { planOf } from '../../reports/plan/plan-of.ts'
import type { Plan } from '../../reports/plan/plan.ts'
import { pricesOf, type Prices } from '../../reports/plan/prices.ts'
import { calibratedReport, sampleModel } from './sample-model.ts'

const example: Demand = {
  users: 12_000,
  arrivalsPerMinute: 1200,
  rooms: [
    { count: 400, members: 25 },
    { count: 10, members: 400 },
  ],
  messagesPerUserPerMinute: 4,
  payload: 128,
  acknowledged: true,
  transports: { websocket: 0.9, upgrade: 0.1, polling: 0 },
  presence: 'off',
  reconnectStorm: { share: 1, withinSeconds: 60 },
  growth: 1.5,
  deployment: { vcpu: 1, memory: 2 ** 30, adapter: 'redis', openFiles: 65_536, pricePerHour: 0.05, currency: 'EUR' },
  policy: { p99: 250, cpuCeiling: 0.7, memoryCeiling: 0.8, redisCeiling: 0.6, spareInstances: 1 },
}

/** What {@link sampleDemand} can be given in place of what it has; deployment and policy field by field. */
export interface DemandFields extends Omit<Partial<Demand>, 'deployment' | 'policy'> {
  readonly deployment?: Partial<Demand['deployment']>
  readonly policy?: Partial<Demand['policy']>
}

/** What a team of 12,000 users would ask for. */
export function sampleDemand(fields: DemandFields = {}): Demand {
  return {
    ...example,
    ...fields,
    deployment: { ...example.deployment, ...fields.deployment },
    policy: { ...example.policy, ...fields.policy },
  }
}

/** What everything costs by the sample model. */
export function samplePrices(): Prices {
  return pricesOf(sampleModel(), 'value', 1)
}

/** The calibration of the sample report. */
export function sampleCalibration(
  fields: Omit<Partial<CostModel>, 'memoryPerHandler' | 'referenceMicros'> = {},
  more: Partial<Calibration> = {},
): Calibration {
  const { createdAt, environment } = calibratedReport()
  return { report: 'calibration.json', createdAt, environment, model: sampleModel(fields), machineFactor: 1, ...more }
}

/** A calibration that has measured as far as {@link sampleDemand} goes. */
export function wideCalibration(): Calibration {
  const ranges = { ...sampleModel().ranges, instances: { min: 1, max: 10 }, users: { min: 10, max: 10_000 } }
  return sampleCalibration({ ranges })
}

/** The plan for a demand by the sample model. */
export function samplePlan(fields: DemandFields = {}, calibration = sampleCalibration()): Plan {
  return planOf(sampleDemand(fields), calibration)
}
