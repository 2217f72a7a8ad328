import { setTimeout as delay } from 'node:timers/promises'
import type { RunningTarget, Target, TargetDeath } from '../target/target.ts'
import { monotonicClock } from './clock.ts'
import type { Evidence, Reading } from './evidence.ts'
import { filesFor, Generator, largestShares, type GeneratorOptions } from './generator.ts'
import { measure } from './measurement.ts'
import { mergedFailures } from './merged.ts'
import { Sampler } from './sampler.ts'
import { durationOf } from './schedule.ts'
import { runIdOf } from './stamp.ts'
import { TrialError } from './trial-error.ts'
import type { FailedTrial, InterruptedTrial, Measurement, TrialPhase, TrialResult } from './trial-result.ts'
import { invalidReasons } from './validity.ts'
import type { WorkerProgress } from './worker/protocol.ts'
import type { Warning } from './warning.ts'
import type { Workload } from './workload.ts'

/** Everything one trial needs. */
export interface TrialOptions {
  readonly target: Target
  readonly workload: Workload
  readonly generator: GeneratorOptions
  /** Makes the run id; trials of one run have different ones. */
  readonly seed: number
  readonly senderReceives: boolean
  /** Makes sure that a process of ours may open so many files; rejects with an error that names the limit. */
  readonly allowOpenFiles: (pid: number, files: number, what: string) => Promise<void>
  /** Ends the trial early: it is then `interrupted`. */
  readonly signal: AbortSignal
  readonly onPhase: (phase: TrialPhase) => void
  readonly onProgress: (progress: WorkerProgress) => void
}

/** The most that probing may take before the trial fails, in milliseconds. */
const probeTimeoutMs = 10_000
/** Between telling the workers when to start and the start, so that all of them know it in time. */
const leadMs = 50
/** Quiet time after the drain in which late copies still count as duplicates. */
const lateCopiesMs = 100
/** How long an empty target is watched to know what doing nothing costs. */
const idleBaselineMs = 1000

/**
 * Runs one trial: a fresh target, one warm-up, one window. What goes wrong in it is part of the result; everything it
 * has started is stopped before it resolves.
 *
 * Rejects only where no trial was possible: with a `TargetError` of code `configuration` or `open-files`.
 */
export async function runTrial(options: TrialOptions): Promise<TrialResult> {
  const trial = new Trial(options)
  return trial.run()
}

class Trial {
  readonly #options: TrialOptions
  readonly #evidence: Omit<Evidence, 'instances'> & { instances: number }
  readonly #warnings: Warning[] = []
  readonly #generator: Generator
  readonly #ended: Promise<never>
  #end: (error: Error) => void = () => undefined
  #target: RunningTarget | undefined
  #sampler: Sampler | undefined
  #phase: TrialPhase = 'start'

  constructor(options: TrialOptions) {
    const { workload, generator, seed, signal } = options
    this.#options = options
    this.#ended = new Promise((_, reject) => {
      this.#end = reject
    })
    this.#ended.catch(() => undefined)
    const interrupt = (): void => {
      this.#end(new TrialError('interrupted', 'interrupted'))
    }
    if (signal.aborted) interrupt()
    else signal.addEventListener('abort', interrupt, { once: true })
    this.#generator = new Generator(generator, workload, runIdOf(seed))
    this.#evidence = {
      workload,
      instances: 0,
      workers: this.#generator.workers.length,
      startedAt: new Date().toISOString(),
      samples: [],
      progress: [],
    }
    this.#generator.onProgress((_worker, progress) => {
      this.#evidence.progress.push(progress)
      options.onProgress(progress)
    })
  }

  async run(): Promise<TrialResult> {
    try {
      await this.#carryOut()
      const { measurement, facts } = await this.#judge()
      const reasons = invalidReasons(facts)
      return reasons.length === 0
        ? { status: 'completed', ...measurement }
        : { status: 'invalid', reasons, ...measurement }
    } catch (error) {
      if (isRefusal(error)) throw error
      return await this.#endedEarly(error)
    } finally {
      await this.#stop()
    }
  }

  async #carryOut(): Promise<void> {
    const { workload } = this.#options
    const target = await this.#start()
    await this.#connect(target)
    if (workload.idle !== undefined) await this.#stayIdle(workload.idle.durationMs)
    if (workload.messages !== undefined) await this.#exchangeMessages(target, workload.messages)
    this.#evidence.results = await this.#until(this.#generator.results())
  }

  async #start(): Promise<RunningTarget> {
    this.#enter('start')
    const { target, workload, allowOpenFiles } = this.#options
    const starting = target.start()
    starting.then(
      (running) => (this.#target = running),
      () => undefined,
    )
    const running = await this.#until(starting)
    this.#warnings.push(...running.warnings)
    this.#evidence.instances = running.urls.length
    void running.died.then((death) => {
      this.#end(new TrialError('target-died', inWords(death)))
    })
    const share = largestShares(workload, this.#generator.workers.length, running.urls.length)
    await running.allowOpenFiles(filesFor(workload, share.instance))
    await Promise.all(
      this.#generator.workers.map(({ pid }) =>
        pid === undefined ? undefined : allowOpenFiles(pid, filesFor(workload, share.worker), 'a load worker'),
      ),
    )
    await this.#until(this.#generator.prepare(running.urls))
    return running
  }

  async #connect(target: RunningTarget): Promise<void> {
    this.#enter('connect')
    const { workload } = this.#options
    const { arrivals } = workload.connects
    if (workload.idle?.heartbeats !== undefined) this.#evidence.idleBaseline = await this.#over(idleBaselineMs)
    await this.#until(this.#generator.connectWarmUp())
    const memoryFrom = await this.#read(target, { collect: true })
    const measured = arrivals.model === 'open'
    if (measured && workload.messages === undefined) this.#enter('measure')
    const from = await this.#read(target)
    const startAt = monotonicClock.now() + leadMs
    if (measured && workload.messages === undefined) this.#openWindow(target, startAt)
    const reports = await this.#until(this.#generator.connect(startAt))
    const elapsedMs = monotonicClock.now() - startAt
    const to = await this.#read(target)
    if (measured) {
      const planned = durationOf(arrivals.schedule)
      this.#evidence.connects = { from, to, reports, elapsedMs: Math.max(planned, elapsedMs) }
    }
    await this.#sampler?.stop()
    this.#requireMembers(reports, measured)
    const users = reports.reduce((sum, { connected }) => sum + connected, 0)
    this.#evidence.memory = { from: memoryFrom, to: await this.#read(target, { collect: true }), users }
  }

  /** Users that could not connect are a result where connecting is the question; elsewhere nothing would be owed to them. */
  #requireMembers(reports: readonly { due: number; connected: number; failures: Parameters<typeof mergedFailures>[0][0]['failures'] }[], measured: boolean): void {
    const { workload } = this.#options
    const due = reports.reduce((sum, report) => sum + report.due, 0)
    const connected = reports.reduce((sum, report) => sum + report.connected, 0)
    const failures = mergedFailures(reports)
    const failed = Object.values(failures).reduce((sum, { count }) => sum + count, 0)
    if (failed === 0 || (measured && workload.messages === undefined && connected > 0)) return
    const kinds = Object.entries(failures).map(([key, { count, example }]) => `${count} x ${key} (${example})`)
    throw new TrialError('users-not-connected', `${failed} of ${Math.max(due, workload.users)} users did not become members: ${kinds.join('; ')}`)
  }

  async #stayIdle(durationMs: number): Promise<void> {
    this.#enter('idle')
    this.#evidence.idle = await this.#over(durationMs)
  }

  async #exchangeMessages(target: RunningTarget, plan: NonNullable<Workload['messages']>): Promise<void> {
    this.#enter('probe')
    const { missing, example } = await this.#until(this.#generator.probe(probeTimeoutMs))
    if (missing > 0) {
      const total = this.#options.workload.users
      throw new TrialError(
        'not-received',
        `${missing} of ${total} members do not receive what is sent to their room${example === undefined ? '' : `: ${example}`}`,
      )
    }
    this.#enter('warm-up')
    const startAt = monotonicClock.now() + leadMs
    const windowFrom = startAt + plan.warmUpMs
    const sending = this.#generator.send(startAt)
    sending.catch(() => undefined)
    await this.#until(delay(windowFrom - monotonicClock.now()))
    this.#enter('measure')
    this.#openWindow(target, windowFrom)
    const from = await this.#read(target)
    let sent
    try {
      sent = await this.#until(sending)
    } catch (error) {
      await this.#generator.stopSending().catch(() => undefined)
      await this.#keepPartial(target, from, startAt, sending)
      throw error
    }
    this.#enter('drain')
    const drained = await this.#until(this.#generator.drain(sent, plan.drainTimeoutMs))
    const to = await this.#read(target)
    await this.#sampler?.stop()
    this.#evidence.messages = { from, to, startAt, sent, drained }
    await this.#until(delay(lateCopiesMs))
  }

  /** What had been measured when the trial ended early; nothing of it if generator or target no longer answer. */
  async #keepPartial(
    target: RunningTarget,
    from: Reading,
    startAt: number,
    sending: ReturnType<Generator['send']>,
  ): Promise<void> {
    try {
      const sent = await sending
      const workers = await this.#generator.read()
      const usage = await target.usage().catch(() => from.target)
      this.#evidence.messages = { from, to: { target: usage, workers }, startAt, sent, drained: false }
      this.#evidence.results = await this.#generator.results()
    } catch {
      // The generator is the part that ended; the trial's own error says so.
    }
  }

  async #judge(): Promise<ReturnType<typeof measure>> {
    return Promise.resolve(measure(this.#evidence, this.#options.senderReceives, this.#warnings))
  }

  async #endedEarly(error: unknown): Promise<FailedTrial | InterruptedTrial> {
    const { startedAt } = this.#evidence
    const phase = this.#phase
    const partial = await this.#partial()
    const warnings = this.#warnings
    if (error instanceof TrialError && error.code === 'interrupted') {
      return { status: 'interrupted', startedAt, phase, warnings, partial }
    }
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'internal'
    const message = error instanceof Error ? error.message : String(error)
    return { status: 'failed', startedAt, phase, error: { code, message }, warnings, partial }
  }

  async #partial(): Promise<Measurement | undefined> {
    if (this.#evidence.windowFrom === undefined) return undefined
    try {
      this.#evidence.results ??= await this.#generator.results()
      return (await this.#judge()).measurement
    } catch {
      return undefined
    }
  }

  async #stop(): Promise<void> {
    this.#enter('stop')
    await this.#sampler?.stop()
    const close = this.#options.signal.aborted ? this.#generator.stop() : this.#generator.close()
    await close
    await this.#target?.stop()
  }

  #openWindow(target: RunningTarget, windowFrom: number): void {
    this.#evidence.windowFrom = windowFrom
    this.#sampler = new Sampler(target, this.#evidence.samples)
    this.#sampler.start()
  }

  /** Two readings so far apart, with nothing done between them. */
  async #over(durationMs: number): Promise<{ from: Reading; to: Reading }> {
    const target = this.#target
    if (target === undefined) throw new Error('no target has been started')
    const from = await this.#read(target)
    await this.#until(delay(durationMs))
    return { from, to: await this.#read(target) }
  }

  async #read(target: RunningTarget, options?: { readonly collect: boolean }): Promise<Reading> {
    const [usage, workers] = await this.#until(
      Promise.all([target.usage(options), this.#generator.read(options)]),
    )
    return { target: usage, workers }
  }

  #enter(phase: TrialPhase): void {
    this.#phase = phase
    this.#options.onPhase(phase)
  }

  /** Waits for something unless the trial is interrupted or its target dies first. */
  #until<T>(promise: Promise<T>): Promise<T> {
    promise.catch(() => undefined)
    return Promise.race([promise, this.#ended])
  }
}

/** Whether nothing can be measured until the person changes the configuration. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'configuration' || error.code === 'open-files')
}

function inWords(death: TargetDeath): string {
  const how = death.signal === null ? `ended with exit code ${death.exitCode}` : `was killed by ${death.signal}`
  const last = death.lastLines.at(-1)
  return `${death.what} ${how} in mid-trial${last === undefined ? '' : `; its last line: ${last}`}`
}
