import { median } from 'simple-statistics'
import type { OfferedLoad } from '../../load/offered-load.ts'
import type { Result } from '../report.ts'
import { completedMetrics, type MachineSpeed } from './machine-speed.ts'
import { operationsOf, type Operations } from './operations.ts'
import { sendsMessages } from './sends-messages.ts'
import { workloadName } from './workload-name.ts'

/** What a workload with messages made a gateway do, and what that took: the medians over its trials. */
export interface Observation {
  readonly workload: string
  readonly result: Result
  readonly offered: OfferedLoad
  readonly operations: Operations
  /** CPU time of all instances per second, in cores at the standard speed of the machine. */
  readonly gateway: number
  /** Likewise of Redis; absent where there is none. */
  readonly redis: number | undefined
  /** The share of the time that an instance was idle, as it was measured. */
  readonly idleShare: number
  readonly trials: number
}

/** The results that costs can be told from, and those that cannot be used although they are workloads with messages. */
export interface Observations {
  readonly used: readonly Observation[]
  readonly leftOut: readonly { readonly workload: string; readonly reason: string }[]
}

/** In less time heaps are collected once or not at all, and a trial tells little of what messages cost. */
const leastWindowMs = 1000
/** The share of what was planned that must have been done: costs are told per operation that was planned. */
const leastDone = 0.99

/**
 * Takes the workloads with messages from results. What was measured is multiplied by the speed of the machine during the
 * trial, and of several trials the median counts, so that of three or more a single wild one does no harm.
 */
export function observationsOf(results: readonly Result[], speed: MachineSpeed): Observations {
  const used: Observation[] = []
  const leftOut: { workload: string; reason: string }[] = []
  for (const result of results) {
    const { offered } = result
    if (offered === undefined || !sendsMessages(offered) || isShort(result)) continue
    const workload = workloadName(offered, result)
    const trials = completedMetrics(result)
    const reason = whyNot(trials)
    if (reason === undefined) used.push(observe(result, offered, workload, speed))
    else leftOut.push({ workload, reason })
  }
  return { used, leftOut }
}

function observe(result: Result, offered: OfferedLoad, workload: string, speed: MachineSpeed): Observation {
  const trials = completedMetrics(result)
  const raw = trials.map((trial) => trial['server.cpu'] ?? 0)
  const redis = trials.flatMap((trial) => scaled(trial['redis.cpu'], speed.factorOf(trial)))
  return {
    workload,
    result,
    offered,
    operations: operationsOf(offered, result),
    gateway: median(trials.map((trial, at) => (raw[at] ?? 0) * speed.factorOf(trial))),
    redis: redis.length === trials.length ? median(redis) : undefined,
    idleShare: Math.max(0, 1 - median(raw) / result.instances),
    trials: trials.length,
  }
}

function scaled(cores: number | undefined, factor: number): number[] {
  return cores === undefined ? [] : [cores * factor]
}

function isShort({ trials }: Result): boolean {
  return trials.some((trial) => trial.status === 'completed' && trial.windowMs < leastWindowMs)
}

function whyNot(trials: readonly Readonly<Record<string, number>>[]): string | undefined {
  if (trials.length === 0) return 'no trial was completed'
  if (!trials.every((trial) => trial['server.cpu'] !== undefined)) return 'the CPU time of the gateway was not measured'
  const isDone = trials.every(
    (trial) => (trial['delivered.ratio'] ?? 1) >= leastDone && (trial['send.dropped'] ?? 0) === 0,
  )
  return isDone ? undefined : 'not all of its messages were sent and delivered'
}
