import { setTimeout as delay } from 'node:timers/promises'
import type { RunningTarget, Target } from '../../target/target.ts'
import { monotonicClock } from '../clock.ts'
import { TrialEnd } from '../trial-end.ts'
import { TrialError } from '../trial-error.ts'
import type { TrialPhase } from '../trial-result.ts'
import type { Warning } from '../warning.ts'
import type { HttpEvidence, HttpSpanEnd } from './http-evidence.ts'
import { HttpGenerator, type HttpGeneratorOptions } from './http-generator.ts'
import type { HttpPlan, HttpRequestName } from './http-plan.ts'

/** Everything one HTTP trial needs. */
export interface HttpTrialOptions {
  readonly target: Target
  readonly plan: HttpPlan
  readonly generator: HttpGeneratorOptions
  /** Makes sure that a process of ours may open so many files; rejects with an error that names the limit. */
  readonly allowOpenFiles: (pid: number, files: number, what: string) => Promise<void>
  /** Ends the trial early: it is then `interrupted`. */
  readonly signal: AbortSignal
  /** Called once the target runs. */
  readonly onStarted: (target: RunningTarget) => void
  readonly onPhase: (phase: TrialPhase) => void
}

/** Between telling the workers when to begin and the beginning, in milliseconds. */
const leadMs = 50
const filesBesideSockets = 200

/** One trial under way: the target, the generator, and what was seen so far. */
export class HttpRun {
  readonly startedAt = new Date().toISOString()
  readonly seen: HttpEvidence[] = []
  readonly warnings: Warning[] = []
  phase: TrialPhase = 'start'
  readonly #options: HttpTrialOptions
  readonly #generator: HttpGenerator
  readonly #end: TrialEnd
  #starting: Promise<RunningTarget> | undefined

  constructor(options: HttpTrialOptions) {
    this.#options = options
    this.#end = new TrialEnd(options.signal)
    this.#generator = new HttpGenerator(options.generator, options.plan)
  }

  /** Goes through all of it; rejects with what ends it early. */
  async run(): Promise<void> {
    const target = await this.#start()
    await this.#prepare(target)
    for (const request of this.#options.plan.requests) await this.#measure(target, request)
  }

  /** Stops everything that the trial has started; a start under way is waited for, since only then can it be undone. */
  async stop(): Promise<void> {
    this.#enter('stop')
    await (this.#options.signal.aborted ? this.#generator.stop() : this.#generator.close())
    const target = await this.#starting?.catch(() => undefined)
    await target?.stop()
  }

  async #start(): Promise<RunningTarget> {
    this.#enter('start')
    const { target, plan, allowOpenFiles, onStarted } = this.#options
    this.#starting = target.start()
    const running = await this.#end.until(this.#starting)
    this.warnings.push(...running.warnings)
    this.#end.watch(running.died)
    onStarted(running)
    const files = plan.connections + filesBesideSockets
    await running.allowOpenFiles(files)
    for (const pid of this.#generator.pids) await allowOpenFiles(pid, files, 'a load worker')
    return running
  }

  async #prepare({ urls }: RunningTarget): Promise<void> {
    this.#enter('connect')
    const { plan } = this.#options
    await this.#end.until(this.#generator.prepare(urls))
    if (plan.requests.includes('history') && plan.historyMessages > 0) {
      await this.#end.until(this.#generator.fillHistory()).catch((error: unknown) => {
        if (error instanceof TrialError) throw error
        const reason = error instanceof Error ? error.message : String(error)
        throw new TrialError(
          'users-not-connected',
          `The room whose history is asked for cannot be filled: ${reason}. Set JWT_SECRET to the secret of the gateway, or leave history out with --set requests=health,handshake.`,
        )
      })
    }
    this.#enter('probe')
    const problems = await this.#end.until(this.#generator.probe())
    if (problems.length > 0) throw new TrialError('not-answered', problems.join('; '))
  }

  async #measure(target: RunningTarget, request: HttpRequestName): Promise<void> {
    const { warmUpMs, windowMs } = this.#options.plan
    this.#enter('warm-up')
    const startAt = monotonicClock.now() + leadMs
    const running = this.#generator.run(request, startAt)
    await this.#reach(startAt + warmUpMs, running)
    this.#enter('measure')
    const from = await this.#read(target)
    try {
      await this.#reach(startAt + warmUpMs + windowMs, running)
      const to = await this.#read(target)
      this.#enter('drain')
      this.seen.push({ request, from, to, reports: await this.#end.until(running) })
    } catch (error) {
      await this.#keepPartial(request, from, running)
      throw error
    }
  }

  /** Nothing but a bug or a dead worker ends a run before its window is over. */
  async #reach(time: number, running: Promise<unknown>): Promise<void> {
    await this.#end.until(Promise.race([delay(Math.max(0, time - monotonicClock.now())), running]))
  }

  async #read(target: RunningTarget): Promise<HttpSpanEnd> {
    const usage = await this.#end.until(target.usage())
    return { target: usage, workers: await this.#end.until(this.#generator.read()) }
  }

  /** Keeps what had been measured when the trial ended early; nothing, if the generator no longer answers. */
  async #keepPartial(
    request: HttpRequestName,
    from: HttpSpanEnd,
    running: ReturnType<HttpGenerator['run']>,
  ): Promise<void> {
    try {
      await this.#generator.stopRun()
      const reports = await running
      this.seen.push({ request, from, to: { target: from.target, workers: from.workers }, reports })
    } catch {
      // The generator itself has ended; the error that ends the trial says so.
    }
  }

  #enter(phase: TrialPhase): void {
    this.phase = phase
    this.#options.onPhase(phase)
  }
}
