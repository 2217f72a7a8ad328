import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Sampler } from '../../../load/sampler.ts'
import { TrialError } from '../../../load/trial-error.ts'
import type { TrialPhase } from '../../../load/trial-result.ts'
import type { RunningTarget, Target, TargetUsage } from '../../../target/target.ts'
import { ArtilleryFleet, type ArtilleryFleetOptions } from './artillery-fleet.ts'
import { JourneyError } from './journey-error.ts'
import type { JourneyEvidence } from './journey-result.ts'
import { readLogs } from './read-logs.ts'

/** Everything that one run of a journey needs. */
export interface JourneyRunOptions extends Pick<ArtilleryFleetOptions, 'script' | 'secret' | 'launcher'> {
  readonly target: Target
  /** CPUs of the generator. */
  readonly cores: number
  readonly signal: AbortSignal
  readonly onStarted: (target: RunningTarget) => void
  readonly onPhase: (phase: TrialPhase) => void
}

/** Artillery starts slowly on a busy machine, and looks only every other second whether it is done. */
const slackSeconds = 60
/** Files that an instance has open beside its users' connections, of which each may have one for HTTP as well. */
const otherFiles = 200
const filesPerUser = 2

/** A journey under way: the target, Artillery, and a folder for what it writes. */
export class JourneyRun {
  readonly startedAt = new Date().toISOString()
  phase: TrialPhase = 'start'
  readonly #options: JourneyRunOptions
  readonly #ended: Promise<never>
  readonly #samples: { readonly at: number; readonly usage: TargetUsage }[] = []
  #starting: Promise<RunningTarget> | undefined
  #folder: string | undefined
  #sampler: Sampler | undefined
  #fleet: ArtilleryFleet | undefined
  #end: (error: TrialError) => void = () => undefined

  constructor(options: JourneyRunOptions) {
    this.#options = options
    this.#ended = new Promise((_, reject) => {
      this.#end = reject
    })
    this.#ended.catch(() => undefined)
    const interrupt = (): void => this.#end(new TrialError('interrupted', 'interrupted'))
    if (options.signal.aborted) interrupt()
    else options.signal.addEventListener('abort', interrupt, { once: true })
  }

  /** Runs the journey to its end. Rejects with what ended it early; `stop` must follow in any case. */
  async run(): Promise<JourneyEvidence> {
    const { script, secret, launcher, cores } = this.#options
    this.#enter('start')
    const target = await this.#startTarget()
    const folder = (this.#folder = await mkdtemp(join(tmpdir(), 'gatecrash-journey-')))
    const onArrived = (): void => this.#enter('drain')
    const fleet = (this.#fleet = new ArtilleryFleet({ script, secret, launcher, folder, onArrived }, target.urls))
    const from = await this.#until(target.usage())
    this.#sampler = new Sampler(target, this.#samples)
    this.#sampler.start()
    this.#enter('measure')
    await this.#inTime(fleet.run())
    await this.#sampler.stop()
    const to = await this.#until(target.usage())
    const counters = await fleet.counters()
    const { workers } = fleet
    const usage = { from, to, samples: this.#samples }
    const { startedAt } = this
    return { merged: await readLogs(fleet.logs), counters, usage, workers, cores, startedAt, warnings: target.warnings }
  }

  /** Ends whatever runs still, and removes what it has written. */
  async stop(): Promise<void> {
    this.#enter('stop')
    await this.#sampler?.stop()
    await this.#fleet?.stop()
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true })
    // A start under way is waited for, since only then can it be undone.
    const target = await this.#starting?.catch(() => undefined)
    await target?.stop()
  }

  async #startTarget(): Promise<RunningTarget> {
    const { target, script, onStarted } = this.#options
    this.#starting = target.start()
    const running = await this.#until(this.#starting)
    void running.died.then(({ what, exitCode, signal, lastLines }) => {
      const how = signal === null ? `ended with exit code ${exitCode}` : `was killed by ${signal}`
      const last = lastLines.at(-1)
      const said = last === undefined ? '' : `; its last line: ${last}`
      this.#end(new TrialError('target-died', `${what} ${how} in mid-trial${said}`))
    })
    onStarted(running)
    await running.allowOpenFiles(otherFiles + filesPerUser * Math.ceil(script.users / running.urls.length))
    return running
  }

  /** Waits for the journey, and rejects once it has taken much longer than its script says. */
  async #inTime(journey: Promise<void>): Promise<void> {
    const { seconds, sessionSeconds, path } = this.#options.script
    const most = Math.ceil(seconds + 2 * sessionSeconds + slackSeconds)
    const over = new AbortController()
    const stuck = wait(most * 1000, undefined, { signal: over.signal }).then(() => {
      const what = `${basename(path)} has not ended after ${most} s`
      throw new JourneyError('journey-stuck', `${what}: its users wait for something that does not come.`)
    })
    try {
      await this.#until(Promise.race([journey, stuck]))
    } finally {
      over.abort()
      stuck.catch(() => undefined)
    }
  }

  #enter(phase: TrialPhase): void {
    this.phase = phase
    this.#options.onPhase(phase)
  }

  /** Waits for something, unless the trial is interrupted or its target dies first: then it rejects with that. */
  #until<Value>(promise: Promise<Value>): Promise<Value> {
    promise.catch(() => undefined)
    return Promise.race([promise, this.#ended])
  }
}
