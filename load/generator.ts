import type { TlsTrust } from './client/chat-client.ts'
import type { ClientKind } from './client/client-kind.ts'
import type { DialectSpec } from './client/dialect-spec.ts'
import { workersFor } from './file-needs.ts'
import { usersIn } from './rooms.ts'
import { WorkerProcess } from './worker-process.ts'
import type { ProbeState } from './worker/prober.ts'
import type {
  ConnectReport,
  SendReport,
  WorkerCalls,
  WorkerProgress,
  WorkerReading,
  WorkerResult,
} from './worker/protocol.ts'
import type { Workload } from './workload.ts'

/** How the generator is set up on this host. */
export interface GeneratorOptions {
  readonly client: ClientKind
  readonly dialect: DialectSpec
  /** Default: what Node trusts. */
  readonly tls?: TlsTrust | undefined
  /** Worker processes to start with; more are started where the open-files limit of one is too low for its users. */
  readonly workers: number
  /** Files that one process may open; `undefined` where that is not known. */
  readonly filesPerProcess: number | undefined
  /** Put before the command of worker n, to place it on a CPU. */
  readonly launcher: (worker: number) => readonly string[]
  /** Source addresses to connect from; empty for the system's choice. On loopback, more are taken when needed. */
  readonly localAddresses: readonly string[]
}

const usersPerAddress = 25_000

/** The load generator of one trial: worker processes, spoken to as one. */
export class Generator {
  readonly workers: readonly WorkerProcess[]
  readonly #options: GeneratorOptions
  readonly #workload: Workload
  readonly #runId: string

  constructor(options: GeneratorOptions, workload: Workload, runId: string) {
    this.#options = options
    this.#workload = workload
    this.#runId = runId
    this.workers = Array.from(
      { length: workersFor(workload, options) },
      (_, worker) => new WorkerProcess(options.launcher(worker)),
    )
  }

  /** Gives every worker its share of the users. */
  async prepare(urls: readonly string[]): Promise<void> {
    const shared = {
      runId: this.#runId,
      workers: this.workers.length,
      workload: this.#workload,
      urls,
      dialect: this.#options.dialect,
      client: this.#options.client,
      tls: this.#options.tls,
      localAddresses: this.#localAddresses(urls),
      usersPerAddress,
    }
    await Promise.all(this.workers.map((process, worker) => process.prepare({ ...shared, worker })))
  }

  onProgress(listener: (progress: WorkerProgress) => void): void {
    for (const worker of this.workers) worker.onProgress = listener
  }

  /** Makes what each user shows when it connects; to be awaited before anybody connects. Rejects with a `LoginError`. */
  async logIn(): Promise<void> {
    await this.#all('logIn')
  }

  async connectWarmUp(): Promise<void> {
    await this.#all('connectWarmUp')
  }

  connect(startAt: number): Promise<readonly ConnectReport[]> {
    return this.#all('connect', startAt)
  }

  /** Sends probes until all of them have come through; resolves with what is missing then, or after the timeout. */
  async probe(timeoutMs: number): Promise<ProbeState> {
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<'timeout'>((resolve) => {
      timer = setTimeout(resolve, timeoutMs, 'timeout')
    })
    const heard = this.#all('probe')
    heard.catch(() => undefined)
    try {
      await Promise.race([heard, timeout])
      const states = await this.#all('probeState')
      return {
        missing: states.reduce((sum, { missing }) => sum + missing, 0),
        example: states.find(({ example }) => example !== undefined)?.example,
      }
    } finally {
      clearTimeout(timer)
      await this.#all('stopProbe').catch(() => undefined)
    }
  }

  send(startAt: number): Promise<readonly SendReport[]> {
    return this.#all('send', startAt)
  }

  /** Ends `send` early. */
  async stopSending(): Promise<void> {
    await this.#all('stopSending')
  }

  /** Waits for what is owed and resolves with whether all of it came in time. */
  async drain(sent: readonly SendReport[], timeoutMs: number): Promise<boolean> {
    const dropped = Int32Array.from(sent.flatMap((report) => [...report.dropped]))
    const inTime = await this.#all('drain', dropped, timeoutMs)
    return inTime.every(Boolean)
  }

  read(options: { collect: boolean } = { collect: false }): Promise<readonly WorkerReading[]> {
    return this.#all('read', options.collect)
  }

  results(): Promise<readonly WorkerResult[]> {
    return this.#all('result')
  }

  /** Closes all connections politely, then ends the processes. */
  async close(): Promise<void> {
    await this.#all('close').catch(() => undefined)
    await this.stop()
  }

  /** Ends the processes at once. */
  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()))
  }

  #all<Name extends keyof WorkerCalls>(
    name: Name,
    ...args: Parameters<WorkerCalls[Name]>
  ): Promise<Awaited<ReturnType<WorkerCalls[Name]>>[]> {
    return Promise.all(this.workers.map((worker) => worker.call(name, ...args)))
  }

  /**
   * One source address has some 28,000 ports towards one instance. All of 127.0.0.0/8 is ours on loopback,
   * so further addresses cost nothing there; elsewhere they must be given.
   */
  #localAddresses(urls: readonly string[]): readonly string[] {
    if (this.#options.localAddresses.length > 0) return this.#options.localAddresses
    const perInstance = usersIn(this.#workload.rooms) / urls.length
    const loopback = urls.every((url) => new URL(url).hostname === '127.0.0.1')
    if (perInstance <= usersPerAddress || !loopback) return []
    return Array.from({ length: Math.ceil(perInstance / usersPerAddress) }, (_, n) => `127.0.0.${n + 1}`)
  }
}
