import type { CostId, CostModel } from '../model/cost-model.ts'
import { completedMetrics, type MachineSpeed } from '../model/machine-speed.ts'
import { operationsOf } from '../model/operations.ts'
import { wakesOf } from '../model/predict.ts'
import type { Result } from '../report.ts'

/** The CPU time of all instances that one delivery took on a number of instances, in microseconds, one value per trial. */
export interface SizeCosts {
  readonly result: Result
  readonly micros: readonly number[]
}

/** What an instance takes that a busy one does not pay per delivery: by itself, and for waking up. In microseconds. */
export interface IdleCosts {
  readonly instance: number
  readonly wake: number
  readonly deliveryWake: number
}

/** Reads them off the costs of a calibration; `undefined` where these do not tell them. */
export function idleCostsOf({ costs }: Pick<CostModel, 'costs'>): IdleCosts | undefined {
  const costOf = (wanted: CostId) => costs.find(({ id }) => id === wanted)?.value
  const [instance, wake] = [costOf('instance'), costOf('wake')]
  return instance === undefined || wake === undefined
    ? undefined
    : { instance, wake, deliveryWake: costOf('deliveryWake') ?? 0 }
}

/**
 * Reads what a delivery took off a result, at the standard speed of the machine, less what the instances took for being idle where
 * that is known; empty where no trial tells it.
 */
export function sizeCostsOf(result: Result, speed: MachineSpeed, idle?: IdleCosts): SizeCosts[] {
  const micros = completedMetrics(result).flatMap((trial) => {
    const cost = trial['delivery.serverCpuMicros']
    if (cost === undefined) return []
    const net = cost * speed.factorOf(trial) - (idle === undefined ? 0 : idleMicros(result, trial['server.cpu'], idle))
    return net > 0 ? [net] : []
  })
  return micros.length === 0 ? [] : [{ result, micros }]
}

/** What all instances take for being idle, per delivery; not a number where it is not known what was asked of them. */
function idleMicros(
  { offered, instances, adapter }: Result,
  cores = Number.NaN,
  { instance, wake, deliveryWake }: IdleCosts,
): number {
  if (offered === undefined) return Number.NaN
  const { websocket, upgrade, polling } = offered.deliveries
  const { wakeEvents, perInstance: counts } = operationsOf(offered, { instances, adapter })
  const idleShare = Math.max(0, 1 - cores / instances)
  const waking = wake * Math.sqrt(wakesOf(wakeEvents)) + deliveryWake * Math.sqrt(counts.delivery ?? 0)
  const perInstance = instance + waking * Math.sqrt(idleShare)
  return (instances * perInstance) / (websocket + upgrade + polling)
}
