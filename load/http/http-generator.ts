import { CalledProcess } from '../called-process.ts'
import type { DialectSpec } from '../client/dialect-spec.ts'
import { ownModulePath } from '../own-module.ts'
import type { HttpPlan, HttpRequestName } from './http-plan.ts'
import type { HttpReading, HttpReport, HttpWorkerCalls } from './protocol.ts'

const entry = ownModulePath('./main.ts', import.meta.url)

/** How the generator of an HTTP trial is set up on this host. */
export interface HttpGeneratorOptions {
  readonly dialect: DialectSpec
  /** Worker processes; fewer where there are fewer connections. */
  readonly workers: number
  /** Put before the command of each worker, to place it on a CPU. */
  readonly launcher: readonly string[]
}

/** The worker processes of one HTTP trial, spoken to as one. */
export class HttpGenerator {
  readonly #workers: readonly CalledProcess<HttpWorkerCalls>[]
  readonly #plan: HttpPlan
  readonly #dialect: DialectSpec

  constructor({ dialect, workers, launcher }: HttpGeneratorOptions, plan: HttpPlan) {
    this.#plan = plan
    this.#dialect = dialect
    const count = Math.max(1, Math.min(workers, plan.connections))
    this.#workers = Array.from({ length: count }, () => new CalledProcess<HttpWorkerCalls>({ entry, launcher }))
  }

  /** Process ids of the workers, as far as they have been started. */
  get pids(): readonly number[] {
    return this.#workers.flatMap(({ pid }) => pid ?? [])
  }

  async prepare(urls: readonly string[]): Promise<void> {
    const shared = { plan: this.#plan, urls, dialect: this.#dialect, workers: this.#workers.length }
    await Promise.all(this.#workers.map((worker, n) => worker.call('prepare', { ...shared, worker: n })))
  }

  /** Gives every instance the history that will be asked for. */
  async fillHistory(): Promise<void> {
    await this.#workers[0]?.call('fillHistory')
  }

  /** What is not answered as it should be, a line each. */
  async probe(): Promise<readonly string[]> {
    return (await this.#workers[0]?.call('probe')) ?? []
  }

  run(request: HttpRequestName, startAt: number): Promise<readonly HttpReport[]> {
    return Promise.all(this.#workers.map((worker) => worker.call('run', request, startAt)))
  }

  /** Ends `run` early. */
  async stopRun(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.call('stopRun')))
  }

  read(): Promise<readonly HttpReading[]> {
    return Promise.all(this.#workers.map((worker) => worker.call('read')))
  }

  /** Leaves the room politely, then ends the processes. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.call('close'))).catch(() => undefined)
    await this.stop()
  }

  /** Ends the processes at once. */
  async stop(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.stop()))
  }
}
