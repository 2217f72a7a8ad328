import { mkdir, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TrialPhase, TrialResult } from '../../load/trial-result.ts'
import { readCpuProfile } from '../../reports/cpu-profile/cpu-profile.ts'
import { renderSelfTimes } from '../../reports/cpu-profile/render.ts'
import { selfTimesOf } from '../../reports/cpu-profile/self-times.ts'
import { sanitize } from '../../reports/render/sanitize.ts'
import type { TextSink } from '../cli/command-line.ts'
import { isWorkloadCell } from '../bench/cell.ts'
import { TrialSetup } from '../bench/trial-setup.ts'
import { clinicTarget } from './clinic-target.ts'
import { clinicTools, type ClinicToolName } from './clinic-tool.ts'
import { CpuProfiling } from './cpu-target.ts'
import type { ProfileOptions } from './options.ts'
import { collectPages } from './pages.ts'
import { runProfiledTrial, type TargetChoice } from './profiled-trial.ts'

/** What a profiled trial left behind. */
export interface Profiled {
  readonly result: TrialResult
  /** What was written, for people to open: pages of Clinic, or profiles of V8. */
  readonly written: readonly string[]
  /** The most expensive functions, as text; `undefined` where Clinic's page tells them. */
  readonly functions: string | undefined
  /** Why nothing was written, where that is known. */
  readonly problem: string | undefined
}

const ownRoot = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Runs one trial on a gateway that is profiled, and writes what the profiler has made of it into the folder.
 * Rejects with a `TargetError` where no trial is possible. Nothing is left but what `written` says.
 */
export async function runProfile(
  options: ProfileOptions,
  folder: string,
  err: TextSink,
  signal: AbortSignal,
): Promise<Profiled> {
  const setup = await TrialSetup.read(options, [options.cell])
  await mkdir(folder, { recursive: true })
  await setup.placement.pinThisProcess()
  const { tool } = options
  return tool === 'cpuprofile'
    ? await runCpuProfile(options, setup, folder, err, signal)
    : await runClinic(options, tool, setup, folder, err, signal)
}

async function runClinic(
  { cell, seed }: ProfileOptions,
  name: ClinicToolName,
  setup: TrialSetup,
  folder: string,
  err: TextSink,
  signal: AbortSignal,
): Promise<Profiled> {
  const tool = clinicTools[name]
  const workFolder = resolve(folder, 'work')
  const adapter = cell.target === 'single' ? 'memory' : (cell.adapter ?? 'redis')
  const { placement } = setup
  const { instances } = cell
  const choose: TargetChoice = (_, env) =>
    clinicTarget({ tool, instances, adapter, env, placement, folder: workFolder, signal })
  try {
    const result = await runProfiledTrial(setup, cell, { seed }, choose, {
      ...listenersFor(err, signal),
      onPhase: (phase: TrialPhase) => err.write(`profile: ${phase === 'stop' ? 'Clinic makes its page' : phase}\n`),
    })
    const written = signal.aborted ? [] : await collectPages(tool, workFolder, instances, folder)
    return { result, written, functions: undefined, problem: undefined }
  } finally {
    await rm(workFolder, { recursive: true, force: true })
  }
}

async function runCpuProfile(
  { cell, seed }: ProfileOptions,
  setup: TrialSetup,
  folder: string,
  err: TextSink,
  signal: AbortSignal,
): Promise<Profiled> {
  const nameOf = (instance: number): string =>
    cell.instances === 1 ? 'gateway.cpuprofile' : `instance-${instance}.cpuprofile`
  const profiling = new CpuProfiling((instance) => resolve(folder, nameOf(instance)))
  const result = await runProfiledTrial(setup, cell, { seed }, (usual) => profiling.around(usual), {
    ...listenersFor(err, signal),
    onPhase: (phase: TrialPhase) => {
      err.write(`profile: ${phase}\n`)
      if (phase === 'measure') profiling.begin()
      // HTTP requests are measured kind by kind: there, the profile is of everything from the first window on.
      else if (phase === 'drain' && isWorkloadCell(cell)) profiling.end()
    },
  })
  const profiles = await Promise.all(
    profiling.written.map(async (path) => readCpuProfile(await readFile(path, 'utf8'), path)),
  )
  const functions = profiles.length === 0 ? undefined : renderSelfTimes(selfTimesOf(profiles, ownRoot))
  return { result, written: profiling.written, functions, problem: profiling.problem }
}

function listenersFor(err: TextSink, signal: AbortSignal) {
  return {
    signal,
    onStarted: ({ warnings }: { readonly warnings: readonly { readonly message: string }[] }) => {
      for (const { message } of warnings) err.write(`profile: ${sanitize(message)}\n`)
    },
    onProgress: () => undefined,
  }
}

/** The folder of a profile below the working directory; `createdAt` is ISO 8601. */
export function profileFolder(createdAt: string, { tool, cell }: ProfileOptions): string {
  const time = createdAt.slice(0, 19).replaceAll(':', '').replace('T', '-')
  return join('reports', 'profiles', `${time}-${tool}-${cell.scenario.name.replaceAll('/', '-')}`)
}
