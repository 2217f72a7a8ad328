import type { Result } from '../report.ts'
import { connectionCosts, hasSpareHandlers } from './connection-costs.ts'
import { fitCosts, type CostRow, type FittedCost } from './cost-fit.ts'
import { costIds, type Cost, type CostId, type CostModel } from './cost-model.ts'
import { machineSpeedOf } from './machine-speed.ts'
import { measuredRanges } from './measured-ranges.ts'
import { memoryCosts } from './memory-costs.ts'
import { modelWarnings } from './model-warnings.ts'
import { observationsOf, type Observation } from './observation.ts'
import { predict, wakesOf } from './predict.ts'
import { wireBytes } from './wire-bytes.ts'

const microsPerCore = 1e6

/**
 * Fits what operations cost to the results of a calibration: what connects and idle connections cost is measured by itself, and
 * what remains of the CPU time of workloads with messages is divided among their operations ({@link fitCosts}).
 *
 * Where clusters were measured with several adapters, the one with the most results is fitted, and the others are left out;
 * results of a single instance belong to any.
 *
 * Throws a `RangeError` where no result is a workload with messages that can be used.
 */
export function fitCostModel(results: readonly Result[]): CostModel {
  const adapter = clusterAdapter(results)
  const own = results.filter((result) => result.adapter === adapter || isAlone(result))
  const speed = machineSpeedOf(own)
  const { used, leftOut } = observationsOf(
    own.filter((result) => !hasSpareHandlers(result)),
    speed,
  )
  if (used.length === 0) {
    throw new RangeError(
      'no result is a workload with messages whose CPU time could be fitted; bench calibrate makes them',
    )
  }
  const connections = connectionCosts(own, speed)
  const known = new Map(connections.map(({ id, value }) => [id, value]))
  const fitted = [
    ...fitCosts(used.map((observation) => gatewayRow(observation, known))),
    ...fitCosts(used.flatMap((observation) => redisRow(observation))),
  ]
  const costs = [...connections.map(plain), ...fitted.map(plain)]
  const residuals = residualsOf(used, costs)
  return {
    adapter,
    ...(speed.standard && { referenceMicros: speed.standard.micros, referenceExponent: speed.standard.exponent }),
    costs: costs.sort((a, b) => costIds.indexOf(a.id) - costIds.indexOf(b.id)),
    ...memoryCosts(own),
    bytes: wireBytes(own),
    ranges: measuredRanges(used, own),
    residuals,
    warnings: modelWarnings({ residuals, fitted, connections, leftOut, speed }),
  }
}

function isAlone({ instances, adapter }: Result): boolean {
  return instances === 1 && adapter === 'memory'
}

function clusterAdapter(results: readonly Result[]): string {
  const clusters = Map.groupBy(
    results.filter((result) => !isAlone(result)),
    ({ adapter }) => adapter,
  )
  const [most] = [...clusters].toSorted(([, a], [, b]) => b.length - a.length)
  return most?.[0] ?? 'memory'
}

/** What is done in all instances together, and the CPU time of it that is not yet explained by what is known. */
function gatewayRow({ operations, gateway, idleShare }: Observation, known: ReadonlyMap<CostId, number>): CostRow {
  const { perInstance, instances, wakeEvents } = operations
  const counts = new Map<CostId, number>()
  let micros = gateway * microsPerCore
  for (const [id, count] of Object.entries(perInstance) as [CostId, number][]) {
    if (id.startsWith('connect.') || id.startsWith('idle.')) micros -= count * instances * (known.get(id) ?? 0)
    else counts.set(id, count * instances)
  }
  counts.set('wake', instances * Math.sqrt(wakesOf(wakeEvents) * idleShare))
  counts.set('deliveryWake', instances * Math.sqrt((perInstance.delivery ?? 0) * idleShare))
  return { counts, micros: Math.max(0, micros) }
}

function redisRow({ operations, redis }: Observation): CostRow[] {
  const counts = new Map(Object.entries(operations.redis) as [CostId, number][])
  return redis === undefined || counts.size === 0 ? [] : [{ counts, micros: redis * microsPerCore }]
}

/** Measured beside predicted, by the costs as others will use them: they have to find the idle share as well. */
function residualsOf(observations: readonly Observation[], costs: readonly Cost[]): CostModel['residuals'] {
  const values = new Map<CostId, number>(costIds.map((id) => [id, 0]))
  for (const { id, value } of costs) values.set(id, value)
  return observations.flatMap(({ workload, operations, gateway, redis, trials }) => {
    const predicted = predict(values, operations)
    const own = { workload, resource: 'gateway', measured: gateway, predicted: predicted.gateway, trials } as const
    if (redis === undefined || Object.keys(operations.redis).length === 0) return [own]
    return [own, { ...own, resource: 'redis' as const, measured: redis, predicted: predicted.redis }]
  })
}

function plain({ id, value, low, high, told }: Cost | FittedCost): Cost {
  return { id, value, low, high, told }
}
