import { randomUUID } from 'node:crypto'
import { fitWorkload } from '../../load/fit-workload.ts'
import type { TrialOptions } from '../../load/trial-context.ts'
import type { Workload } from '../../load/workload.ts'
import { resolveJwtSecret } from '../../target/jwt-secret.ts'
import { allowOpenFiles, readOpenFilesLimit, type OpenFilesLimit } from '../../target/open-files.ts'
import { Placement, readMachine, type Machine } from '../../target/placement.ts'
import type { Cell, WorkloadCell } from './cell.ts'
import { referenceChoice } from './dialect-choice.ts'
import { capsAt, type Caps } from './harm/caps.ts'
import type { MeasureOptions } from './measure-options.ts'
import { requireNeededPackages } from './needed-packages.ts'
import type { Target } from '../../target/target.ts'
import { targetOf, type StartedGateway, type TargetContext } from './target-of.ts'

/**
 * Signs the tokens of a trial: the secret of the dialect where it has one, else one nobody knows where the gateway is started
 * with it, else the one that the user's gateway has.
 */
function secretFor({ own }: Cell, dialect: TrialSetupOptions['dialect']): string {
  const configured = dialect?.spec.definition.jwt?.secret
  if (configured !== undefined) return configured
  return own === undefined ? randomUUID() : resolveJwtSecret(process.env)
}

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
export type TrialListeners = Pick<
  TrialOptions,
  'signal' | 'meet' | 'reference' | 'onStarted' | 'onPhase' | 'onProgress'
>

/** What all trials of a run have in common. */
export interface TrialSetupOptions extends Pick<MeasureOptions, 'client' | 'localAddresses' | 'dialect'> {
  /** Caps that were given; hosts that are not this machine have the default ones for the others. */
  readonly caps?: Partial<Caps>
  /** See `AgentSettings`; 0 where the agent shall cost nothing. Default: that of a target. */
  readonly delayResolutionMs?: number
}

/** What all trials of a run share: the machine, where processes run on it, and how many files they may open. */
export class TrialSetup {
  /** Where everything runs when the largest target does. */
  readonly placement: Placement
  readonly #options: TrialSetupOptions
  readonly #machine: Machine
  readonly #limit: OpenFilesLimit | undefined

  private constructor(
    options: TrialSetupOptions,
    cells: readonly Cell[],
    machine: Machine,
    limit: OpenFilesLimit | undefined,
  ) {
    const started = cells.filter(({ own }) => own?.kind !== 'external')
    const instances = Math.max(1, ...started.map((cell) => cell.instances))
    const redis = cells.some(({ target, own }) => target === 'cluster' && own === undefined)
    this.placement = new Placement({ ...machine, instances, redis })
    this.#options = options
    this.#machine = machine
    this.#limit = limit
  }

  /**
   * Reads the machine on which the cells will be measured; to be called before this process is pinned. Rejects with a
   * `TargetError` (`configuration`) where a package is missing that one of the scenarios needs.
   */
  static async read(options: TrialSetupOptions, cells: readonly Cell[]): Promise<TrialSetup> {
    requireNeededPackages(cells.map(({ scenario }) => scenario))
    return new TrialSetup(options, cells, await readMachine(), await readOpenFilesLimit(process.pid))
  }

  /**
   * A fresh target for a cell whose load no workload describes, and the secret that its users' tokens are signed with.
   * Throws a `TargetError` (`configuration`) for options that fit no target.
   */
  targetOf(cell: Cell): { readonly target: Target; readonly secret: string } {
    const secret = secretFor(cell, this.#options.dialect)
    const { delayResolutionMs } = this.#options
    const workload = { gatewayEnvironment: {}, idle: undefined }
    const target = targetOf(cell, { ...this.#tokens(secret), machine: this.#machine, workload, delayResolutionMs })
    return { target, secret }
  }

  /** The options of one trial. Throws a `TargetError` (`configuration`) for options that fit no target. */
  trialOf(
    cell: WorkloadCell,
    { seed, runSeed = seed, gateway }: TrialVariation,
    listeners: TrialListeners,
  ): TrialOptions {
    const { placement } = this
    const { delayResolutionMs } = this.#options
    const isOurs = cell.own === undefined
    const secret = secretFor(cell, this.#options.dialect)
    const { spec, traits } = this.#options.dialect ?? referenceChoice(secret)
    const asked = this.#paced(cell, fitWorkload(cell.scenario.workload(cell.values, cell.transport, seed), traits))
    // The heartbeat interval of a gateway that we did not start is not ours to set, so idle cost cannot be stated.
    const workload = isOurs ? asked : { ...asked, idle: asked.idle?.kind === 'heartbeat' ? undefined : asked.idle }
    return {
      target: targetOf(cell, {
        ...this.#tokens(secret),
        machine: this.#machine,
        workload,
        gateway,
        delayResolutionMs,
      }),
      workload,
      generator: {
        client: this.#options.client,
        dialect: spec,
        tls: cell.own?.tls,
        workers: placement.plan.pinned ? placement.plan.generator.length : 1,
        filesPerProcess: this.#limit?.hard,
        launcher: () => placement.generatorLauncher,
        localAddresses: this.#options.localAddresses,
      },
      seed: runSeed,
      traits,
      preflight: !isOurs,
      allowOpenFiles: (pid, files, what) => allowOpenFiles(what, pid, files),
      ...listeners,
    }
  }

  #tokens(secret: string): Pick<TargetContext, 'secret' | 'signsTokens'> {
    const { dialect } = this.#options
    return { secret, signsTokens: dialect === undefined || dialect.spec.definition.jwt !== undefined }
  }

  /** Users that would connect as fast as the gateway takes them keep the cap of connections per second, where there is one. */
  #paced(cell: Cell, workload: Workload): Workload {
    const { rate } = capsAt(cell.own?.urls ?? [], this.#options.caps ?? {})
    return rate === undefined ? workload : { ...workload, connects: { ...workload.connects, mostPerSecond: rate } }
  }
}
