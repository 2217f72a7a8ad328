import { largestFileNeeds } from '../file-needs.ts'
import type { TrialContext } from '../trial-context.ts'

/** Starts the target, makes room for the connections on both sides, and gives the workers their shares. */
export async function start(trial: TrialContext): Promise<void> {
  trial.enter('start')
  const { generator, workload } = trial
  const { allowOpenFiles } = trial.options
  const running = await trial.startTarget()
  const files = largestFileNeeds(workload, generator.workers.length, running.urls.length)
  await running.allowOpenFiles(files.instance)
  for (const { pid } of generator.workers) {
    if (pid !== undefined) await allowOpenFiles(pid, files.worker, 'a load worker')
  }
  await trial.until(generator.prepare(running.urls))
}
