import { fileURLToPath } from 'node:url'
import { OrphanGuard } from '../../../target/orphan-guard.ts'
import { SupervisedProcess, type ProcessExit } from '../../../target/supervised-process.ts'
import type { ArrivalPhase } from './arrival-phases.ts'

/** One run of Artillery. */
export interface ArtilleryOptions {
  readonly script: string
  readonly target: string
  readonly phases: readonly ArrivalPhase[]
  readonly variables: Readonly<Record<string, string | number>>
  /** Where Artillery's own figures go. */
  readonly output: string
  /** Beside those of this process. */
  readonly env: Readonly<Record<string, string>>
  /** Put before the command, to place it on CPUs. */
  readonly launcher: readonly string[]
  /** Removed where we are ended by force, together with the process. */
  readonly folder: string
  readonly onLine: (line: string) => void
}

/** An Artillery process with its worker threads. */
export class ArtilleryProcess {
  readonly exited: Promise<ProcessExit>
  readonly #process: SupervisedProcess
  readonly #guard: OrphanGuard

  private constructor(process: SupervisedProcess, folder: string) {
    this.#process = process
    // Its whole process group, in case it has started programs of its own.
    this.#guard = new OrphanGuard(-process.pid, folder)
    this.exited = process.exited
  }

  /** Starts Artillery. Rejects with a `TargetError` (`start-failed`) where it cannot be run at all. */
  static async start(options: ArtilleryOptions): Promise<ArtilleryProcess> {
    const { script, target, phases, variables, output, env, launcher, folder, onLine } = options
    const artillery = fileURLToPath(new URL('../../bin/run', import.meta.resolve('artillery')))
    const command = [
      ...[process.execPath, artillery, 'run', script, '--target', target, '--output', output],
      ...['--overrides', JSON.stringify({ config: { phases } }), '--variables', JSON.stringify(variables)],
    ]
    const own = { ...process.env, ...env, ARTILLERY_DISABLE_TELEMETRY: 'true', NO_COLOR: '1' }
    const started = await SupervisedProcess.start({ what: 'Artillery', command, launcher, env: own, onLine })
    return new ArtilleryProcess(started, folder)
  }

  /** The last lines that it printed, oldest first. */
  get lastLines(): readonly string[] {
    return this.#process.lastLines
  }

  /** Ends it at once, wherever it is, and resolves when it has ended. Safe to call after its end. */
  async stop(): Promise<void> {
    await this.#process.kill()
    await this.#guard.release()
  }
}
