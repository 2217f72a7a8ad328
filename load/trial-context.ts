import type { DialectTraits } from './client/dialect.ts'
import type { RunningTarget, Target } from '../target/target.ts'
import { monotonicClock } from './clock.ts'
import { ErrorStop } from './error-stop.ts'
import type { Evidence, Reading } from './evidence.ts'
import { Generator, type GeneratorOptions } from './generator.ts'
import { Sampler } from './sampler.ts'
import type { ReferenceLoad } from './reference-load.ts'
import { runIdOf } from './stamp.ts'
import { TrialEnd } from './trial-end.ts'
import type { TrialError } from './trial-error.ts'
import type { TrialPhase } from './trial-result.ts'
import type { WorkerProgress } from './worker/protocol.ts'
import type { Warning } from './warning.ts'
import type { Workload } from './workload.ts'

/** Where trials that are measured at the same time may wait for each other: before users connect, and before messages are sent. */
export type MeetingPoint = 'connect' | 'messages'

/** Everything one trial needs. */
export interface TrialOptions {
  readonly target: Target
  readonly workload: Workload
  readonly generator: GeneratorOptions
  /** Makes the run id; trials of one run have different ones. */
  readonly seed: number
  /** Of the dialect that the generator speaks. */
  readonly traits: DialectTraits
  /** Has two users go through everything first, so that a gateway that is not understood is told at once. Default: false. */
  readonly preflight?: boolean | undefined
  /** Makes sure that a process of ours may open so many files; rejects with an error that names the limit. */
  readonly allowOpenFiles: (pid: number, files: number, what: string) => Promise<void>
  /** Ends the trial early: it is then `interrupted`. */
  readonly signal: AbortSignal
  /**
   * Says when to begin something that has a schedule, in milliseconds of the monotonic clock; default: at once. Two trials
   * that are measured at the same time wait for each other here.
   */
  readonly meet?: (point: MeetingPoint) => Promise<number>
  /** A load that runs beside the trial, to be read whenever the trial's own target is; default: there is none. */
  readonly reference?: Pick<ReferenceLoad, 'read'>
  /** Called once the target runs. */
  readonly onStarted: (target: RunningTarget) => void
  readonly onPhase: (phase: TrialPhase) => void
  readonly onProgress: (progress: WorkerProgress) => void
}

/** Between telling the workers when to begin and the beginning, in milliseconds, so that all of them know it in time. */
const leadMs = 50

/** What the phases of one trial share: the generator, the target once it runs, what was seen, and what may end it. */
export class TrialContext {
  readonly options: TrialOptions
  readonly workload: Workload
  readonly generator: Generator
  readonly evidence: Evidence
  readonly warnings: Warning[] = []
  phase: TrialPhase = 'start'
  readonly #end: TrialEnd
  #starting: Promise<RunningTarget> | undefined
  #target: RunningTarget | undefined
  #sampler: Sampler | undefined
  #isHasty = false

  constructor(options: TrialOptions) {
    const { workload, generator, seed, signal } = options
    this.options = options
    this.workload = workload
    this.#end = new TrialEnd(signal)
    this.generator = new Generator(generator, workload, runIdOf(seed))
    this.evidence = {
      workload,
      instances: 0,
      workers: this.generator.workers.length,
      startedAt: new Date().toISOString(),
      samples: [],
      progress: [],
    }
    const errorStop = new ErrorStop()
    this.generator.onProgress((progress) => {
      this.evidence.progress.push(progress)
      options.onProgress(progress)
      const error = errorStop.news(progress, monotonicClock.now())
      if (error !== undefined) this.#endHastily(error)
    })
  }

  /** The running target. Throws before `startTarget` has resolved: a bug. */
  get target(): RunningTarget {
    if (this.#target === undefined) throw new Error('no target runs yet')
    return this.#target
  }

  /** Starts the target and takes charge of it: its death ends the trial, and `stop` stops it. */
  async startTarget(): Promise<RunningTarget> {
    this.#starting = this.options.target.start()
    const target = await this.until(this.#starting)
    this.#target = target
    this.warnings.push(...target.warnings)
    this.evidence.instances = target.urls.length
    this.#end.watch(target.died)
    this.options.onStarted(target)
    return target
  }

  enter(phase: TrialPhase): void {
    this.phase = phase
    this.options.onPhase(phase)
  }

  /** Waits for something, unless the trial is interrupted or its target dies first: then it rejects with that. */
  until<Value>(promise: Promise<Value>): Promise<Value> {
    return this.#end.until(promise)
  }

  /** When to begin what follows, in milliseconds of the monotonic clock: so late that every worker can be told before. */
  async beginning(point: MeetingPoint): Promise<number> {
    const { meet } = this.options
    const at = meet === undefined ? monotonicClock.now() : await this.until(meet(point))
    return at + leadMs
  }

  /**
   * Reads the target, then the generator; with `collect` after a full garbage collection on both sides. In this order, because
   * a busy gateway answers late, and its CPU time then belongs to what the generator has counted by that time.
   */
  async read(options: { readonly collect: boolean } = { collect: false }): Promise<Reading> {
    const target = await this.until(this.target.usage(options))
    const workers = await this.until(this.generator.read(options))
    const { reference } = this.options
    return reference === undefined ? { target, workers } : { target, workers, reference: await reference.read() }
  }

  /** Opens the window: from now on the target is read every second. `from` is on the monotonic clock. */
  openWindow(from: number): void {
    this.evidence.windowFrom = from
    this.#sampler = new Sampler(this.target, this.evidence.samples)
    this.#sampler.start()
  }

  async closeWindow(): Promise<void> {
    await this.#sampler?.stop()
  }

  /** Stops everything that the trial has started; a start under way is waited for, since only then can it be undone. */
  async stop(): Promise<void> {
    this.enter('stop')
    await this.closeWindow()
    await (this.options.signal.aborted || this.#isHasty ? this.generator.stop() : this.generator.close())
    const target = await this.#starting?.catch(() => undefined)
    await target?.stop()
  }

  /** Workers that go on with their schedule cannot be closed politely: there would be new connections all the time. */
  #endHastily(error: TrialError): void {
    this.#isHasty = true
    this.#end.end(error)
  }
}
