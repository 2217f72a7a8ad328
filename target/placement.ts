import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

import type { Warning } from '../load/warning.ts'
import { formatCpuList, parseCpuList } from './cpu-list.ts'
import { findExecutable } from './executable.ts'
import { placementWarnings, planPlacement, type PlacementInput, type PlacementPlan } from './placement-plan.ts'

/** Keeps target and generator on different CPUs, as planned. */
export class Placement {
  /** For the report. */
  readonly plan: PlacementPlan

  constructor(input: PlacementInput) {
    this.plan = planPlacement(input)
  }

  get warnings(): readonly Warning[] {
    return placementWarnings(this.plan)
  }

  /**
   * What to put before the command of an instance: while it starts it may use every CPU, since nothing is measured yet;
   * `pinInstance` ends that. Empty where nothing is pinned.
   */
  get startLauncher(): readonly string[] {
    if (!this.plan.pinned) return []
    const { instances, redis, generator } = this.plan
    return taskset([...new Set([...instances.flat(), ...redis, ...generator])].sort((a, b) => a - b))
  }

  /** What to put before a command that starts all instances. */
  get targetLauncher(): readonly string[] {
    return this.plan.pinned ? taskset([...new Set(this.plan.instances.flat())]) : []
  }

  /** What to put before the command of Redis. */
  get redisLauncher(): readonly string[] {
    return this.plan.pinned ? taskset(this.plan.redis) : []
  }

  /** What to put before the command of a generator process. */
  get generatorLauncher(): readonly string[] {
    return this.plan.pinned ? taskset(this.plan.generator) : []
  }

  /** Moves an instance that runs already, all its threads, to its CPUs. */
  async pinInstance(instance: number, pid: number): Promise<void> {
    if (this.plan.pinned) await pin(pid, this.plan.instances[instance] ?? [])
  }

  /** Moves this process, and the threads that it starts later, to the CPUs of the generator. */
  async pinThisProcess(): Promise<void> {
    if (this.plan.pinned) await pin(process.pid, this.plan.generator)
  }
}

/**
 * What a machine offers for placing processes. Read it once, before `pinThisProcess`: a process that is pinned already
 * sees only its own CPUs.
 */
export interface Machine {
  readonly cpus: readonly number[] | undefined
  readonly coreOf: (cpu: number) => string
  readonly canPin: boolean
}

/** Reads which CPUs this process may use and whether it can pin. */
export async function readMachine(): Promise<Machine> {
  const taskset = await findExecutable(['taskset'], process.env['PATH'] ?? '')
  const cpus = await readAllowedCpus()
  const cores = await Promise.all((cpus ?? []).map(async (cpu) => [cpu, await readCore(cpu)] as const))
  const coreByCpu = new Map(cores)
  return { cpus, coreOf: (cpu) => coreByCpu.get(cpu) ?? String(cpu), canPin: taskset !== undefined }
}

/** The hardware threads of a CPU's core name it, from `/sys` (sysfs-devices-system-cpu, `thread_siblings_list`). */
async function readCore(cpu: number): Promise<string> {
  const list = await readFile(`/sys/devices/system/cpu/cpu${cpu}/topology/thread_siblings_list`, 'utf8').catch(() => '')
  return list.trim() || String(cpu)
}

/** The CPUs that this process may use, from `/proc/self/status` (proc(5), `Cpus_allowed_list`); `undefined` outside Linux. */
async function readAllowedCpus(): Promise<readonly number[] | undefined> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '')
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1]
  return list === undefined ? undefined : parseCpuList(list)
}

function taskset(cpus: readonly number[]): readonly string[] {
  return ['taskset', '-c', formatCpuList(cpus)]
}

async function pin(pid: number, cpus: readonly number[]): Promise<void> {
  await promisify(execFile)('taskset', ['-a', '-c', '-p', formatCpuList(cpus), String(pid)])
}
