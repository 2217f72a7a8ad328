import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { JourneyScript } from '../../../scenarios/journeys/journey-script.ts'
import { arrivalPhases, workersOf, type ArrivalPhase } from './arrival-phases.ts'
import { readCounters, sumOfCounters, type ArtilleryCounters } from './artillery-counters.ts'
import { ArtilleryProcess } from './artillery-process.ts'
import { deriveScript } from './derived-script.ts'
import { JourneyError } from './journey-error.ts'

/** What the processes of a journey have in common. */
export interface ArtilleryFleetOptions {
  readonly script: JourneyScript
  /** Signs the users' tokens. */
  readonly secret: string
  /** Put before each command, to place it on CPUs. */
  readonly launcher: readonly string[]
  /** What they write goes in here. */
  readonly folder: string
  /** Called once all users have arrived. */
  readonly onArrived: () => void
}

/** One Artillery process: which instance its users connect to, and how they arrive. */
interface Share {
  readonly url: string
  readonly phases: readonly ArrivalPhase[]
  readonly output: string
}

/** One Artillery process for each instance of a target, all at the same time. */
export class ArtilleryFleet {
  /** Worker threads of all processes together; each writes a log. */
  readonly workers: number
  /** Where the worker logs go. */
  readonly logs: string
  readonly #options: ArtilleryFleetOptions
  readonly #shares: readonly Share[]
  readonly #processes: ArtilleryProcess[] = []
  #starting: Promise<void> | undefined
  #isStopping = false

  constructor(options: ArtilleryFleetOptions, urls: readonly string[]) {
    this.#options = options
    this.#shares = sharesOf(options, urls)
    this.workers = this.#shares.reduce((sum, { phases }) => sum + workersOf(phases), 0)
    this.logs = join(options.folder, 'logs')
  }

  /** Starts all processes and resolves when all of them have ended, however they did. */
  async run(): Promise<void> {
    this.#starting = this.#start()
    await this.#starting
    await Promise.all(this.#processes.map(({ exited }) => exited))
  }

  /** What all processes have counted. Rejects with a {@link JourneyError} where one has not come to its end. */
  async counters(): Promise<ArtilleryCounters> {
    const all = this.#processes.map((process, n) => countersOf(process, this.#shares[n]?.output ?? ''))
    return sumOfCounters(await Promise.all(all))
  }

  /** Ends whatever runs still, at once. */
  async stop(): Promise<void> {
    this.#isStopping = true
    await this.#starting?.catch(() => undefined)
    await Promise.all(this.#processes.map((process) => process.stop()))
  }

  async #start(): Promise<void> {
    const { script, secret, launcher, folder, onArrived } = this.#options
    const path = await deriveScript(script.path, script.engine, folder)
    // One run, however many processes it takes: that is what brings their logs together.
    const env = { JWT_SECRET: secret, GATECRASH_LOG: this.logs, ARTILLERY_TEST_RUN_ID: randomUUID() }
    let arriving = this.#shares.reduce((sum, { phases }) => sum + phases.length, 0)
    const onLine = (line: string): void => {
      if (line.startsWith('Phase completed') && --arriving === 0) onArrived()
    }
    for (const { url, phases, output } of this.#shares) {
      if (this.#isStopping) return
      const shared = { script: path, variables: script.variables, env, launcher, folder, onLine }
      this.#processes.push(await ArtilleryProcess.start({ ...shared, target: url, phases, output }))
    }
  }
}

/** Deals the users over the instances; one without users gets no process. */
function sharesOf({ script: { users, seconds }, folder }: ArtilleryFleetOptions, urls: readonly string[]): Share[] {
  return urls.flatMap((url, n) => {
    const own = Math.floor(users / urls.length) + (n < users % urls.length ? 1 : 0)
    if (own === 0) return []
    return [{ url, phases: arrivalPhases(own, seconds), output: join(folder, `artillery-${n + 1}.json`) }]
  })
}

/** Artillery writes its figures before it judges `ensure`, and an objective that is missed is exit code 1 as well. */
async function countersOf(process: ArtilleryProcess, output: string): Promise<ArtilleryCounters> {
  const { exitCode, signal } = await process.exited
  const counters = await readCounters(output)
  if (counters !== undefined && (exitCode === 0 || exitCode === 1)) return counters
  const how = signal === null ? `ended with exit code ${exitCode}` : `was killed by ${signal}`
  throw new JourneyError('artillery-failed', `Artillery ${how}; its last lines: ${process.lastLines.join(' | ')}`)
}
