import type { ByTransport } from '../../load/offered-load.ts'
import type { Result } from '../report.ts'
import { medianInterval, type MedianInterval } from '../statistics/median-interval.ts'
import type { Cost, CostId } from './cost-model.ts'
import { completedMetrics, type MachineSpeed } from './machine-speed.ts'
import { onlyTransport } from './only-transport.ts'

/** A cost that was measured by itself, and how surely. */
export interface ConnectionCost extends Cost {
  readonly trials: number
  /** The probability with which the interval holds the true median. */
  readonly coverage: number
}

const microsPerMilli = 1000
const secondsPerMinute = 60

/**
 * What connecting and staying connected cost, each by transport: medians over the trials of all results that measured them, at the
 * median speed of the machine, with the order-statistic interval. Upgraded connections that stay idle count as websockets.
 * Results of gateways with spare handlers are left out: they are another gateway.
 */
export function connectionCosts(results: readonly Result[], speed: MachineSpeed): ConnectionCost[] {
  const usual = results.filter((result) => !hasSpareHandlers(result))
  const costOf = (id: CostId, transports: readonly (keyof ByTransport)[], metric: string, factor: number) => {
    const values = usual
      .filter((result) => transports.some((one) => one === onlyTransport(result)))
      .flatMap(completedMetrics)
      .flatMap((trial) => {
        const value = trial[metric]
        return value === undefined ? [] : [value * factor * speed.factorOf(trial)]
      })
    return values.length === 0 ? [] : [costFrom(id, medianInterval(values))]
  }
  const perConnect = (transport: keyof ByTransport) =>
    costOf(`connect.${transport}`, [transport], 'connect.serverCpu', microsPerMilli)
  const idle = (id: CostId, transports: readonly (keyof ByTransport)[]) =>
    costOf(id, transports, 'idle.serverCpuPerMinute', microsPerMilli / secondsPerMinute)
  return [
    ...perConnect('websocket'),
    ...perConnect('upgrade'),
    ...perConnect('polling'),
    ...idle('idle.websocket', ['websocket', 'upgrade']),
    ...idle('idle.polling', ['polling']),
  ]
}

/** Whether a result is of a gateway that was given event handlers that do nothing, to see what these cost. */
export function hasSpareHandlers(result: Result): boolean {
  return spareHandlersOf(result) > 0
}

/** How many event handlers that do nothing the gateway was given. */
export function spareHandlersOf({ parameters }: Result): number {
  const { handlers } = parameters
  return typeof handlers === 'number' ? handlers : 0
}

function costFrom(id: CostId, { median, low, high, n, coverage }: MedianInterval): ConnectionCost {
  return { id, value: median, low, high, told: true, trials: n, coverage }
}
