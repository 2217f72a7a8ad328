import type { Demand } from './demand.ts'
import type { Judgement, Plan } from './plan.ts'
import { perInstance } from './situation.ts'
import type { Prices } from './prices.ts'

const mebibyte = 2 ** 20
const memoryStep = 32
const fewestFiles = 1024

/** JavaScript runs on one thread; garbage collection and compression use a little of another. */
export const mostUsefulCores = 1.2

/** Of 2 GiB the manual of Node gives 1.5 to the old space (https://nodejs.org/api/cli.html, --max-old-space-size). */
const oldSpaceShare = 0.75
const leastOldSpace = 64

/**
 * What to configure: replicas, requests and limits of a container, the target of a HorizontalPodAutoscaler, open files, heap.
 *
 * The CPU request is the ceiling of the policy. The target is what an instance uses of it when all are up and those that are left
 * with the spare ones down are at the ceiling: so many replicas are kept that these may fail.
 */
export function settingsOf(demand: Demand, prices: Prices, answer: Judgement, maxReplicas: number): Plan['settings'] {
  const { deployment, policy } = demand
  const { whole, failed, instances } = answer
  const limit = deployment.memory / mebibyte
  const outside = perInstance(
    demand,
    failed.instances,
    (transport) => (prices.rss.get(transport) ?? 0) - (prices.heap.get(transport) ?? 0),
  )
  const oldSpace = Math.floor(Math.min(oldSpaceShare * limit, limit - outside / mebibyte))
  return {
    replicas: instances,
    maxReplicas: Math.max(instances, maxReplicas),
    cpuRequest: Math.ceil(policy.cpuCeiling * 1000),
    cpuLimit: Math.floor(Math.min(deployment.vcpu, mostUsefulCores) * 1000),
    memoryRequest: Math.ceil(failed.memory / mebibyte / memoryStep) * memoryStep,
    memoryLimit: Math.floor(limit),
    ...(oldSpace >= leastOldSpace && { maxOldSpace: oldSpace }),
    targetUtilization: Math.max(1, Math.floor(100 * (failed.cpu === 0 ? 1 : Math.min(1, whole.cpu / failed.cpu)))),
    openFiles: Math.max(fewestFiles, 2 ** Math.ceil(Math.log2(failed.openFiles))),
  }
}
