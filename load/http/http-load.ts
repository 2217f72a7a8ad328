import autocannon, { type Instance } from 'autocannon'
import { setTimeout as delay } from 'node:timers/promises'
import { monotonicClock } from '../clock.ts'
import { Pacer, realTimers } from '../pacer.ts'
import { scheduleOf, type ScheduleSpec } from '../schedule.ts'
import { LoopWatch } from '../worker/loop-watch.ts'
import type { HttpRequestName } from './http-plan.ts'
import { Lanes } from './lanes.ts'
import type { HttpReport } from './protocol.ts'
import { stepsOf, type RequestSteps } from './request-steps.ts'
import { Tally } from './tally.ts'

/** What one worker does with one kind of request. */
export interface HttpLoadOptions {
  readonly request: HttpRequestName
  readonly urls: readonly string[]
  readonly token: string
  readonly connections: number
  /** When requests fall due, warm-up included; `undefined`: whenever a connection is free. */
  readonly schedule: ScheduleSpec | undefined
  readonly warmUpMs: number
  readonly windowMs: number
  readonly timeoutMs: number
}

/** autocannon ends a run only when it looks, so often. */
const lookMs = 25
/** How long autocannon would go on by itself, in seconds: it is stopped before. */
const untilStopped = 86_400

/**
 * Makes one kind of request over kept connections, by autocannon, and times it.
 *
 * autocannon's own rate is not used: it sends what a second allows in one burst at the second's beginning and leaves out, in
 * silence, what does not fit. Here requests fall due by a schedule, and one that finds every connection busy waits, with
 * the time at which it was due.
 */
export class HttpLoad {
  readonly #options: HttpLoadOptions
  readonly #steps: RequestSteps
  readonly #tally: Tally
  readonly #lanes: Lanes
  readonly #pacer = new Pacer()
  readonly #watch: LoopWatch
  readonly #stopped = new AbortController()
  #cannon: Instance | undefined
  #from = Infinity
  #to = Infinity
  #onDrained: () => void = () => undefined

  constructor(options: HttpLoadOptions) {
    const { request, token, timeoutMs, schedule } = options
    this.#options = options
    this.#steps = stepsOf(request, token)
    this.#tally = new Tally(request)
    this.#lanes = new Lanes({
      steps: this.#steps,
      tally: this.#tally,
      isInWindow: (dueAt) => dueAt >= this.#from && dueAt < this.#to,
      isScheduled: schedule !== undefined,
      timeoutMs,
      onDrained: () => this.#onDrained(),
    })
    this.#watch = new LoopWatch(realTimers, () => this.#lanes.answered)
  }

  /** Timed requests answered so far, warm-up included. */
  get answered(): number {
    return this.#lanes.answered
  }

  /** Warms up from `startAt` (milliseconds of the monotonic clock) on, measures, and waits for what the window still owes. */
  async run(startAt: number): Promise<HttpReport> {
    const { urls, connections, warmUpMs, windowMs, timeoutMs } = this.#options
    this.#from = startAt + warmUpMs
    this.#to = this.#from + windowMs
    this.#cannon = autocannon({
      url: urls,
      connections,
      duration: untilStopped,
      timeout: timeoutMs / 1000,
      sampleInt: lookMs,
      requests: this.#steps.requests,
      setupClient: (client) => this.#lanes.open(client),
    })
    await Promise.all([this.#pace(startAt), this.#watchWindow()])
    await this.#drain()
    const isWhole = !this.#stopped.signal.aborted
    this.stop()
    await this.#cannon
    if (isWhole) this.#tally.abandon(this.#lanes.dropWaiting())
    return this.#tally.report(Math.max(0, this.#to - this.#from), this.#watch.longestBlock)
  }

  /** Ends the run early: what is still owed is left out. */
  stop(): void {
    this.#stopped.abort()
    this.#to = Math.min(this.#to, monotonicClock.now())
    this.#lanes.isEnding = true
    this.#pacer.stop()
    this.#onDrained()
    this.#cannon?.stop()
  }

  async #pace(startAt: number): Promise<void> {
    const { schedule } = this.#options
    if (schedule === undefined) return
    await this.#pacer.run(scheduleOf(schedule), startAt, (_, dueAt) => {
      this.#lanes.call(dueAt, monotonicClock.now())
    })
  }

  async #watchWindow(): Promise<void> {
    await this.#until(this.#from)
    if (this.#stopped.signal.aborted) return
    this.#watch.start(this.#from)
    await this.#until(this.#to)
    this.#watch.stop()
  }

  /** Where there is no schedule the load goes on meanwhile, so that the last ones are answered as the others were. */
  async #drain(): Promise<void> {
    if (this.#tally.owed === 0 || this.#stopped.signal.aborted) return
    const drained = Promise.withResolvers<void>()
    this.#onDrained = drained.resolve
    const timer = setTimeout(drained.resolve, this.#options.timeoutMs)
    await drained.promise
    clearTimeout(timer)
  }

  async #until(time: number): Promise<void> {
    const { signal } = this.#stopped
    // A timer may be early by a fraction of a millisecond.
    for (let left = 1; left > 0 && !signal.aborted; left = time - monotonicClock.now()) {
      await delay(Math.max(0, Math.ceil(time - monotonicClock.now())), undefined, { signal }).catch(() => undefined)
    }
  }
}
