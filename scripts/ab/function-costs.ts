import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Recorder } from '../../load/recorder.ts'
import type { TrialPhase, TrialResult } from '../../load/trial-result.ts'
import { readCpuProfile } from '../../reports/cpu-profile/cpu-profile.ts'
import { growthOf, type FunctionGrowth, type ProfiledWork } from '../../reports/cpu-profile/growth.ts'
import { selfTimesOf } from '../../reports/cpu-profile/self-times.ts'
import type { WorkloadCell } from '../bench/cell.ts'
import type { TrialSetup } from '../bench/trial-setup.ts'
import { CpuProfiling } from '../profile/cpu-target.ts'
import { runProfiledTrial } from '../profile/profiled-trial.ts'
import { sides, type SideName, type Sides } from './side.ts'
import type { Version } from './version/prepare.ts'

/** What the functions of two versions cost under the same load, or why that cannot be told. */
export type FunctionCosts =
  | {
      readonly cell: WorkloadCell
      /** What costs are stated per. */
      readonly unit: 'message' | 'connect'
      readonly rows: readonly FunctionGrowth[]
    }
  | { readonly cell: WorkloadCell; readonly problem: string }

/** What profiling two versions takes. */
export interface FunctionCostsOptions {
  readonly setup: TrialSetup
  readonly versions: Sides<Version>
  readonly seed: number
  readonly signal: AbortSignal
  /** Where the profiles go: `base.cpuprofile`, `head.cpuprofile`. */
  readonly folder: string
  readonly say: (line: string) => void
}

/**
 * Profiles one trial of each version, one after the other, so that neither has the other beside it. It comes after the pairs:
 * a profiler costs CPU time itself, and what is profiled is not judged.
 */
export async function functionCosts(cell: WorkloadCell, options: FunctionCostsOptions): Promise<FunctionCosts> {
  const work: Partial<Record<SideName, ProfiledWork>> = {}
  for (const side of sides) {
    options.say(`profiling ${options.versions[side].name}: ${cell.scenario.name} ${cell.transport}`)
    const profiled = await profileOne(cell, side, options)
    if (typeof profiled === 'string') return { cell, problem: `${side} cannot be profiled: ${profiled}` }
    work[side] = profiled
  }
  const { base, head } = work
  if (base === undefined || head === undefined) throw new Error('both sides have been profiled, and one is missing')
  const hasMessages = cell.scenario.workload(cell.values, cell.transport, options.seed).messages !== undefined
  return { cell, unit: hasMessages ? 'message' : 'connect', rows: growthOf(base, head) }
}

async function profileOne(
  cell: WorkloadCell,
  side: SideName,
  { setup, versions, seed, signal, folder }: FunctionCostsOptions,
): Promise<ProfiledWork | string> {
  const version = versions[side]
  const name = `${side}-${cell.scenario.name}-${cell.transport}`
  const profiling = new CpuProfiling((instance) =>
    resolve(join(folder, `${name}${cell.instances === 1 ? '' : `-${instance}`}.cpuprofile`)),
  )
  const result = await runProfiledTrial(
    setup,
    cell,
    { seed, gateway: version.gateway },
    (usual) => profiling.around(usual),
    {
      signal,
      onStarted: () => undefined,
      onProgress: () => undefined,
      onPhase: (phase: TrialPhase) => {
        if (phase === 'measure') profiling.begin()
        if (phase === 'drain') profiling.end()
      },
    },
  )
  if (result.status === 'interrupted') return 'it was interrupted'
  if (result.status === 'failed') return result.error.message
  const units = unitsOf(result)
  if (units === 0 || profiling.written.length === 0) return profiling.problem ?? 'nothing was sent'
  const profiles = profiling.written.map(async (path) => readCpuProfile(await readFile(path, 'utf8'), path))
  return { times: selfTimesOf(await Promise.all(profiles), fileURLToPath(version.root)), units }
}

/** Messages that were sent in the window, or users that connected. */
function unitsOf(result: Extract<TrialResult, { status: 'completed' | 'invalid' }>): number {
  if (result.ledger !== undefined) return result.ledger.sent
  const connects = result.histograms['connect']
  return connects === undefined ? 0 : Recorder.decode(connects).count
}
