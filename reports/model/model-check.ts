import { median } from 'simple-statistics'
import type { Result } from '../report.ts'
import { transports } from '../transports.ts'
import type { CostId, CostModel } from './cost-model.ts'
import { completedMetrics, machineSpeedOf, standardOf } from './machine-speed.ts'
import { observationsOf } from './observation.ts'
import { predict } from './predict.ts'

/**
 * What is checked of a workload: CPU of all instances and of Redis in cores, memory of one instance in bytes, and bits per second
 * that one instance receives from its users and sends to them.
 */
export type CheckedResource = 'gateway' | 'redis' | 'memory' | 'in' | 'out'

/** One prediction beside what was measured. */
export interface CheckedPrediction {
  readonly workload: string
  readonly resource: CheckedResource
  readonly predicted: number
  readonly measured: number
  /** (predicted - measured) / measured. */
  readonly error: number
}

/** How far predictions were off, by resource. */
export interface CheckedError {
  readonly resource: CheckedResource
  readonly workloads: number
  /** Of the sizes of the errors, whatever their sign. */
  readonly median: number
  readonly worst: number
}

/** A model held against workloads that it was not fitted to. */
export interface ModelCheck {
  readonly predictions: readonly CheckedPrediction[]
  readonly errors: readonly CheckedError[]
  /** Workloads with messages that could not be used, and why. */
  readonly leftOut: readonly { readonly workload: string; readonly reason: string }[]
}

/**
 * Holds a model against measured workloads. What was measured is first brought to the speed of the machine that the costs are
 * stated for, where a reference load ran beside both.
 */
export function checkModel(model: CostModel, results: readonly Result[]): ModelCheck {
  const costs = new Map<CostId, number>(model.costs.map(({ id, value }) => [id, value]))
  const { used, leftOut } = observationsOf(results, machineSpeedOf(results, standardOf(model)))
  const predictions = used.flatMap((observation) => {
    const { workload, operations, gateway, redis, result } = observation
    const predicted = predict(costs, operations)
    return [
      checked(workload, 'gateway', predicted.gateway, gateway),
      ...(redis === undefined ? [] : [checked(workload, 'redis', predicted.redis, redis)]),
      checked(workload, 'memory', memoryOf(model, result), measuredMemory(model, result)),
    ]
  })
  return { predictions, errors: errorsOf(predictions), leftOut }
}

/** Resident memory of one instance that the model predicts for a result, in bytes. */
function memoryOf(model: CostModel, { offered, instances, adapter }: Result): number {
  const connections = transports.reduce((sum, transport) => {
    const rss = model.memory.find((cost) => cost.transport === transport)?.rss ?? Number.NaN
    const users = offered?.users[transport] ?? 0
    return users === 0 ? sum : sum + users * rss
  }, 0)
  return model.baseRss + (adapter === 'memory' ? 0 : (model.clusterRss ?? 0)) + connections / instances
}

/** What one instance had resident, were its young generation as large as the model reckons with. */
function measuredMemory({ youngGeneration }: CostModel, result: Result): number {
  const grown = completedMetrics(result).flatMap((trial) => {
    const { 'server.rss': rss, 'server.youngGeneration': young } = trial
    if (rss === undefined) return []
    return [
      rss / result.instances +
        (youngGeneration ?? 0) -
        (youngGeneration === undefined ? 0 : (young ?? 0) / result.instances),
    ]
  })
  return median(grown)
}

/** One prediction held against what was measured. */
export function checked(
  workload: string,
  resource: CheckedResource,
  predicted: number,
  measured: number,
): CheckedPrediction {
  return { workload, resource, predicted, measured, error: (predicted - measured) / measured }
}

/** Sums up how far predictions were off, resource by resource. */
export function errorsOf(predictions: readonly CheckedPrediction[]): CheckedError[] {
  return (['gateway', 'redis', 'memory', 'in', 'out'] as const).flatMap((resource) => {
    const sizes = predictions.filter((one) => one.resource === resource).map(({ error }) => Math.abs(error))
    if (sizes.length === 0) return []
    return [{ resource, workloads: sizes.length, median: median(sizes), worst: Math.max(...sizes) }]
  })
}
