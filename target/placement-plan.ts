import type { Warning } from '../load/warning.ts'
import { formatCpuList } from './cpu-list.ts'

/** What a placement is planned from. */
export interface PlacementInput {
  /** CPUs that may be used, ascending; `undefined` where the system does not say. */
  readonly cpus: readonly number[] | undefined
  /** Whether `taskset` is installed. */
  readonly canPin: boolean
  readonly instances: number
  /** Whether a Redis of our own runs beside the instances. */
  readonly redis: boolean
}

/** Which CPUs each process may use; plain data, as the report records it. */
export type PlacementPlan =
  | {
      readonly pinned: true
      /** One list per instance. */
      readonly instances: readonly (readonly number[])[]
      readonly redis: readonly number[]
      readonly generator: readonly number[]
    }
  | { readonly pinned: false; readonly reason: string }

/**
 * Plans the placement: the generator never on a CPU of the target, one CPU per instance where there are enough, and one for
 * Redis where one is left; otherwise Redis uses the CPUs of the instances.
 *
 * A gateway is one busy thread, so more than one CPU per instance would measure little more than the scheduler. What the
 * target does not need goes to the generator, which can use any number.
 */
export function planPlacement(input: PlacementInput): PlacementPlan {
  const { cpus, canPin, instances } = input
  if (!canPin) return { pinned: false, reason: 'taskset is not installed' }
  if (cpus === undefined) return { pinned: false, reason: 'the system does not say which CPUs may be used' }
  if (cpus.length < 2) return { pinned: false, reason: 'there is only one CPU' }
  const forInstances = cpus.slice(0, Math.min(instances, cpus.length - 1))
  const hasOneEach = forInstances.length === instances
  const rest = cpus.slice(forInstances.length)
  const redisHasItsOwn = input.redis && hasOneEach && rest.length > 1
  return {
    pinned: true,
    instances: Array.from({ length: instances }, (_, index) =>
      hasOneEach ? forInstances.slice(index, index + 1) : forInstances,
    ),
    redis: redisHasItsOwn ? rest.slice(0, 1) : forInstances,
    generator: redisHasItsOwn ? rest.slice(1) : rest,
  }
}

/** What a reader must know about figures measured in this placement. */
export function placementWarnings(plan: PlacementPlan): readonly Warning[] {
  if (!plan.pinned) {
    return [
      {
        code: 'not-pinned',
        message: `Target and generator are not kept on different CPUs: ${plan.reason}.`,
        advice: 'Measure on Linux with taskset and at least two CPUs, or run the target on another machine.',
      },
    ]
  }
  const count = plan.instances.length
  const cpus = plan.instances[0] ?? []
  const areSharing = count > 1 && plan.instances.every((list) => formatCpuList(list) === formatCpuList(cpus))
  if (!areSharing) return []
  const where = cpus.length === 1 ? `CPU ${formatCpuList(cpus)}` : `CPUs ${formatCpuList(cpus)}`
  return [
    {
      code: 'instances-share-a-core',
      message: `${count} instances share ${where}: this run shows what a cluster costs, not how it scales.`,
      advice: `Use a machine with at least ${count + 1} CPUs to see scaling.`,
    },
  ]
}
