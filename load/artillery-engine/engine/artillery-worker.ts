import { cpus } from 'node:os'
import { isMainThread } from 'node:worker_threads'
import type { ArtilleryScript } from './artillery.ts'

const exitWrongScript = 2

/** How many worker threads `artillery run` divides a script's arrivals among (artillery 2.0.34, `platform/local`). */
export function availableWorkers(): number {
  return Math.max(1, cpus().length - 1)
}

/** Whether this is the worker that speaks for all: the only one of its process that warns. */
export function isFirstWorker({ config }: ArtilleryScript): boolean {
  return !isMainThread && config.phases?.some(({ worker }) => worker === undefined || worker === 1) === true
}

/**
 * Tells what is wrong with a script, lets no user arrive, and makes Artillery exit with code 2. An error thrown at it would
 * be printed as a warning with a stack, and the run would go on until the first user arrives.
 */
export function refuseScript(script: ArtilleryScript, problems: readonly string[]): void {
  if (isMainThread || isFirstWorker(script)) {
    const [noun, verb] = problems.length === 1 ? ['problem', 'is'] : ['problems', 'are']
    const list = problems.map((problem) => `  ${problem}\n`).join('')
    process.stderr.write(
      `artillery-engine-gatecrash: there ${verb} ${problems.length} ${noun} in the script; nothing was run.\n${list}`,
    )
  }
  // In the main thread, before or after the workers: nothing has begun, or all has ended.
  if (isMainThread) process.exit(exitWrongScript)
  const { artillery } = globalThis as { artillery?: { suggestedExitCode?: number } }
  if (artillery !== undefined) artillery.suggestedExitCode = exitWrongScript
  script.config.phases = []
}

/** Artillery runs a phase with `arrivalCount` in its first worker alone, whatever the number of cores. */
export function warnOfArrivalCount({ config }: ArtilleryScript, workers: number): void {
  const counts = config.phases?.map(({ arrivalCount }) => Number(arrivalCount ?? 0)) ?? []
  const most = Math.max(0, ...counts)
  if (workers < 2 || most < 2) return
  process.stderr.write(
    `artillery-engine-gatecrash: warning: a phase with arrivalCount (${most} users) runs in one of ${workers} workers, on one core; ` +
      'write arrivalRate and duration instead, which Artillery spreads over all of them.\n',
  )
}
