import type { Warning } from '../load/warning.ts'
import { formatCpuList } from './cpu-list.ts'

/** What a placement is planned from. */
export interface PlacementInput {
  /** CPUs that may be used, ascending; `undefined` where the system does not say. */
  readonly cpus: readonly number[] | undefined
  /** Name of the core that a CPU is a hardware thread of. Default: every CPU is a core of its own. */
  readonly coreOf?: ((cpu: number) => string) | undefined
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
      /** Whether the generator has a hardware thread of a core that the target uses too. */
      readonly sharesCores: boolean
    }
  | { readonly pinned: false; readonly reason: string }

/**
 * Plans the placement: the generator never on a CPU of the target, nor on another hardware thread of its cores while there are
 * others; one CPU per instance where there are enough, and one for Redis where one is left. Otherwise Redis uses the CPUs of the
 * instances.
 *
 * A gateway is one busy thread, so more than one CPU per instance would measure little more than the scheduler. What the
 * target does not need goes to the generator, which can use any number.
 */
export function planPlacement(input: PlacementInput): PlacementPlan {
  const { cpus, canPin, instances, coreOf = String } = input
  if (!canPin) return { pinned: false, reason: 'taskset is not installed' }
  if (cpus === undefined) return { pinned: false, reason: 'the system does not say which CPUs may be used' }
  if (cpus.length < 2) return { pinned: false, reason: 'there is only one CPU' }
  const forInstances = wholeCoresFirst(cpus, coreOf).slice(0, Math.min(instances, cpus.length - 1))
  const hasOneEach = forInstances.length === instances
  const rest = onFreeCores(withoutCpus(cpus, forInstances), forInstances, coreOf)
  const redisHasItsOwn = input.redis && hasOneEach && rest.length > 1
  const redis = redisHasItsOwn ? rest.slice(0, 1) : forInstances
  const generator = redisHasItsOwn ? onFreeCores(withoutCpus(rest, redis), redis, coreOf) : rest
  const targetCores = new Set([...forInstances, ...redis].map(coreOf))
  return {
    pinned: true,
    instances: Array.from({ length: instances }, (_, index) =>
      hasOneEach ? forInstances.slice(index, index + 1) : forInstances,
    ),
    redis,
    generator,
    sharesCores: generator.some((cpu) => targetCores.has(coreOf(cpu))),
  }
}

type CoreOf = (cpu: number) => string

/** The first hardware thread of every core, then the others. */
function wholeCoresFirst(cpus: readonly number[], coreOf: CoreOf): readonly number[] {
  const isFirst = (cpu: number): boolean => cpus.find((other) => coreOf(other) === coreOf(cpu)) === cpu
  return [...cpus.filter(isFirst), ...cpus.filter((cpu) => !isFirst(cpu))]
}

function withoutCpus(cpus: readonly number[], taken: readonly number[]): readonly number[] {
  return cpus.filter((cpu) => !taken.includes(cpu))
}

/** Leaves out the CPUs on cores that are taken, unless none is left then. */
function onFreeCores(cpus: readonly number[], taken: readonly number[], coreOf: CoreOf): readonly number[] {
  const takenCores = new Set(taken.map(coreOf))
  const free = cpus.filter((cpu) => !takenCores.has(coreOf(cpu)))
  return free.length > 0 ? free : cpus
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
  return [...sharedThreads(plan), ...sharedInstances(plan)]
}

type PinnedPlan = Extract<PlacementPlan, { pinned: true }>

function sharedThreads({ sharesCores }: PinnedPlan): readonly Warning[] {
  if (!sharesCores) return []
  return [
    {
      code: 'threads-share-a-core',
      message: 'Generator and target run on two hardware threads of one core and slow each other down.',
      advice: 'Use a machine with more cores, or switch simultaneous multithreading off.',
    },
  ]
}

function sharedInstances(plan: PinnedPlan): readonly Warning[] {
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
