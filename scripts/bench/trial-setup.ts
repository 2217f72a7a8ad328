import { randomUUID } from 'node:crypto'
import type { TrialOptions } from '../../load/trial-context.ts'
import { resolveJwtSecret } from '../../target/jwt-secret.ts'
import { allowOpenFiles, readOpenFilesLimit, type OpenFilesLimit } from '../../target/open-files.ts'
import { Placement, readMachine, type Machine } from '../../target/placement.ts'
import type { Cell } from './cell.ts'
import type { MeasureOptions } from './measure-options.ts'
import { targetOf, type StartedGateway } from './target-of.ts'

/** What differs from trial to trial. */
export interface TrialVariation {
  /** Makes the schedule of a random workload. */
  readonly seed: number
  /** Makes the run id, which no other trial of the run has; default: the seed. */
  readonly runSeed?: number
  /** The gateway, where it is not the reference one of this folder. */
  readonly gateway?: StartedGateway
}

/** What the caller of a trial hears of it and how it may end it. */
export type TrialListeners = Pick<TrialOptions, 'signal' | 'meet' | 'onStarted' | 'onPhase' | 'onProgress'>

/** What all trials of a run share: the machine, where processes run on it, and how many files they may open. */
export class TrialSetup {
  /** Where everything runs when the largest target does. */
  readonly placement: Placement
  readonly #options: MeasureOptions
  readonly #machine: Machine
  readonly #limit: OpenFilesLimit | undefined

  private constructor(options: MeasureOptions, machine: Machine, limit: OpenFilesLimit | undefined) {
    const redis = options.targets.includes('cluster')
    this.placement = new Placement({ ...machine, instances: redis ? options.instances : 1, redis })
    this.#options = options
    this.#machine = machine
    this.#limit = limit
  }

  /** Reads the machine; to be called before this process is pinned. */
  static async read(options: MeasureOptions): Promise<TrialSetup> {
    return new TrialSetup(options, await readMachine(), await readOpenFilesLimit(process.pid))
  }

  /** The options of one trial. Throws a `TargetError` (`configuration`) for options that fit no target. */
  trialOf(cell: Cell, { seed, runSeed = seed, gateway }: TrialVariation, listeners: TrialListeners): TrialOptions {
    const { placement } = this
    const isOurs = cell.target !== 'external'
    const secret = isOurs ? randomUUID() : resolveJwtSecret(process.env)
    const asked = cell.scenario.workload(cell.values, cell.transport, seed)
    // The heartbeat interval of a gateway that we did not start is not ours to set, so idle cost cannot be stated.
    const workload = isOurs ? asked : { ...asked, idle: asked.idle?.kind === 'heartbeat' ? undefined : asked.idle }
    return {
      target: targetOf(cell, this.#options, { secret, machine: this.#machine, workload, gateway }),
      workload,
      generator: {
        client: this.#options.client,
        dialect: { name: 'reference', secret },
        workers: placement.plan.pinned ? placement.plan.generator.length : 1,
        filesPerProcess: this.#limit?.hard,
        launcher: () => placement.generatorLauncher,
        localAddresses: this.#options.localAddresses,
      },
      seed: runSeed,
      senderReceives: true,
      allowOpenFiles: (pid, files, what) => allowOpenFiles(what, pid, files),
      ...listeners,
    }
  }
}
