import { dialectOf } from '../client/dialect-spec.ts'
import { monotonicClock } from '../clock.ts'
import type { ScheduleSpec } from '../schedule.ts'
import { HistoryRoom } from './history-room.ts'
import { HttpLoad } from './http-load.ts'
import type { HttpRequestName } from './http-plan.ts'
import { probeRequests } from './probe-requests.ts'
import type { HttpReading, HttpReport, HttpWorkerCalls, HttpWorkerPlan } from './protocol.ts'

/** One HTTP worker: its share of the connections, and of the rate. */
export class HttpWorker implements HttpWorkerCalls {
  #plan: HttpWorkerPlan | undefined
  #token = ''
  #load: HttpLoad | undefined
  #answeredBefore = 0
  readonly #room = new HistoryRoom()

  async prepare(plan: HttpWorkerPlan): Promise<void> {
    this.#plan = plan
    const { auth } = await (await dialectOf(plan.dialect)).credentials(0)
    this.#token = String(auth?.['token'])
  }

  async fillHistory(): Promise<void> {
    const { urls, dialect, plan } = this.#prepared()
    await this.#room.fill(urls, dialect, plan.historyMessages)
  }

  async probe(): Promise<readonly string[]> {
    const { urls, plan } = this.#prepared()
    return await probeRequests(urls, plan, this.#token)
  }

  async run(request: HttpRequestName, startAt: number): Promise<HttpReport> {
    const { urls, plan } = this.#prepared()
    const { warmUpMs, windowMs, timeoutMs } = plan
    this.#answeredBefore += this.#load?.answered ?? 0
    this.#load = new HttpLoad({
      request,
      urls: this.#turned(urls),
      token: this.#token,
      connections: this.#connections(),
      schedule: this.#schedule(),
      warmUpMs,
      windowMs,
      timeoutMs,
    })
    return await this.#load.run(startAt)
  }

  stopRun(): void {
    this.#load?.stop()
  }

  read(): HttpReading {
    const { user, system } = process.cpuUsage()
    const answered = this.#answeredBefore + (this.#load?.answered ?? 0)
    return { at: monotonicClock.now(), cpuMs: (user + system) / 1000, answered }
  }

  async close(): Promise<void> {
    this.stopRun()
    await this.#room.close()
  }

  /** Its part of the connections; the first workers have one more where they cannot be shared evenly. */
  #connections(): number {
    const { plan, worker, workers } = this.#prepared()
    return Math.floor(plan.connections / workers) + (worker < plan.connections % workers ? 1 : 0)
  }

  /** Each worker begins a fraction of an interval later than the one before it, so that all together keep the rate. */
  #schedule(): ScheduleSpec | undefined {
    const { plan, worker, workers } = this.#prepared()
    if (plan.rate === undefined) return undefined
    const durationMs = plan.warmUpMs + plan.windowMs
    const pauseMs = (worker * 1000) / plan.rate
    return {
      kind: 'sequence',
      parts: [
        { kind: 'constant', arrivalRate: 0, durationMs: pauseMs },
        { kind: 'constant', arrivalRate: plan.rate / workers, durationMs: durationMs - pauseMs },
      ],
    }
  }

  /** Workers begin with different instances, so that every one gets its share where connections are few. */
  #turned(urls: readonly string[]): readonly string[] {
    const { worker } = this.#prepared()
    const first = worker % urls.length
    return [...urls.slice(first), ...urls.slice(0, first)]
  }

  #prepared(): HttpWorkerPlan {
    if (this.#plan === undefined) throw new Error('a worker must be prepared before anything else is asked of it')
    return this.#plan
  }
}
