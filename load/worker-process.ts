import { CalledProcess } from './called-process.ts'
import { ownModulePath } from './own-module.ts'
import type { WorkerCalls, WorkerPlan, WorkerProgress } from './worker/protocol.ts'

const entry = ownModulePath('./worker/main.ts', import.meta.url)

/** What the process of a worker answers: `prepare` first, which hands it its share, and then everything else. */
interface Calls extends WorkerCalls {
  prepare(plan: WorkerPlan): void
}

/** The parent's end of one worker process. */
export class WorkerProcess extends CalledProcess<Calls, WorkerProgress> {
  /** Starts the process; `launcher` is put before the command, to place it on a CPU. */
  constructor(launcher: readonly string[]) {
    super({ entry, launcher })
  }

  /** Hands the worker its share; to be awaited before any other call. */
  async prepare(plan: WorkerPlan): Promise<void> {
    await this.call('prepare', plan)
  }
}
