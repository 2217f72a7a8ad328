import type { CostModel } from '../model/cost-model.ts'
import { machineSpeedOf, standardOf } from '../model/machine-speed.ts'
import { loadName } from '../model/workload-name.ts'
import type { Result } from '../report.ts'
import type { Scaling, ScalingPoint } from '../scaling.ts'
import { medianInterval } from '../statistics/median-interval.ts'
import { broadcastShares } from './broadcast-shares.ts'
import { idleCostsOf, sizeCostsOf, type SizeCosts } from './size-costs.ts'
import { fitUslWithIntervals } from './usl-intervals.ts'

const microsPerSecond = 1e6
const leastSizes = 3
/** How much more the median of normal values varies than their mean, in the limit: the root of pi / 2. */
const medianError = Math.sqrt(Math.PI / 2)

/**
 * How what a cluster holds grows with its instances, told by CPU time: n instances that have a core each could make
 * n x 1,000,000 / c deliveries per second, where c is what one delivery takes of all instances, in microseconds. So it can be told
 * where the cores for it are lacking, but knows only what CPU time knows: nothing of waiting for Redis or the network.
 *
 * `results` are of one workload that grows with the instances: a single instance, and clusters by one adapter or several, each of
 * which is compared with the single one. Adapters with fewer than three sizes, the single instance included, are left out.
 *
 * Instances that share a core are mostly idle, and then much of c is what they take by themselves and for waking up, which a busy
 * instance does not pay: it would hide most of the contention. The costs of a calibration on the same machine let it be
 * subtracted; whether it was, each scaling says.
 */
export function scalingOf(
  results: readonly Result[],
  calibration?: Pick<CostModel, 'costs' | 'referenceMicros' | 'referenceExponent'>,
): Scaling[] {
  const speed = machineSpeedOf(results, calibration && standardOf(calibration))
  const idle = calibration === undefined ? undefined : idleCostsOf(calibration)
  const measured = results.flatMap((result) => sizeCostsOf(result, speed, idle))
  const single = measured.filter(({ result }) => result.instances === 1 && result.adapter === 'memory')
  const clusters = Map.groupBy(
    measured.filter((size) => !single.includes(size)),
    ({ result }) => result.adapter,
  )
  return [...clusters].flatMap(([adapter, sizes]) => {
    const own = [...single, ...sizes].toSorted((a, b) => a.result.instances - b.result.instances)
    if (new Set(own.map(({ result }) => result.instances)).size < leastSizes) return []
    const shares = broadcastShares(own)
    const points = own.map((size, at) => pointOf(size, shares?.[at]))
    const scatter = pooledScatter(own)
    const uncertain = points.map(({ instances, throughput, trials }) => {
      return { instances, throughput, error: (scatter * (trials > 2 ? medianError : 1)) / Math.sqrt(trials) }
    })
    const offered = own[0]?.result.offered
    const workload = offered === undefined ? (own[0]?.result.scenario ?? '') : loadName(offered)
    return [
      {
        ...{ adapter, by: 'cpu' as const, workload, idleSubtracted: idle !== undefined },
        ...{ points, fit: fitUslWithIntervals(uncertain) },
      },
    ]
  })
}

function pointOf({ result: { instances }, micros }: SizeCosts, broadcastShare: number | undefined): ScalingPoint {
  const { median, low, high, n } = medianInterval(micros)
  const throughput = (cost: number) => (instances * microsPerSecond) / cost
  return {
    instances,
    trials: n,
    cpuPerDeliveryMicros: median,
    throughput: throughput(median),
    low: throughput(high),
    high: throughput(low),
    ...(broadcastShare === undefined ? {} : { broadcastShare }),
  }
}

/** The standard deviation of one trial, as a share, alike for all sizes; 0 where none was measured twice. */
function pooledScatter(sizes: readonly SizeCosts[]): number {
  let squares = 0
  let freedom = 0
  for (const { micros } of sizes) {
    const logs = micros.map(Math.log)
    const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length
    squares += logs.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    freedom += logs.length - 1
  }
  return freedom === 0 ? 0 : Math.sqrt(squares / freedom)
}
