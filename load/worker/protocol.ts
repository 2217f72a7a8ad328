import type { TlsTrust, Traffic } from '../client/chat-client.ts'
import type { ClientKind } from '../client/client-kind.ts'
import type { DialectSpec } from '../client/dialect-spec.ts'
import type { LedgerTotals } from '../ledger.ts'
import type { Workload } from '../workload.ts'
import type { ProbeState } from './prober.ts'

/** Everything a worker process must know before it begins; the same for all workers but for `worker`. */
export interface WorkerPlan {
  readonly runId: string
  readonly worker: number
  readonly workers: number
  readonly workload: Workload
  /** Base URL of each instance. */
  readonly urls: readonly string[]
  readonly dialect: DialectSpec
  readonly client: ClientKind
  readonly tls: TlsTrust | undefined
  /** Source addresses, each for so many users of one instance; empty where one address has ports enough. */
  readonly localAddresses: readonly string[]
  readonly usersPerAddress: number
}

/** What the generator asks of a prepared worker, and what it gets. Times are milliseconds of the monotonic clock. */
export interface WorkerCalls {
  /** Makes what each user shows when it connects; rejects with a `LoginError`. */
  logIn(): Promise<void>
  /** Connects the warm-up users, a few at a time. */
  connectWarmUp(): Promise<void>
  /** Connects the other users as the workload says and resolves when the last has connected or failed. */
  connect(startAt: number): Promise<ConnectReport>
  /**
   * Starts to send probes; resolves once every own member has got one from every instance, or, where nothing is relayed, once it
   * is known whether they are acknowledged.
   */
  probe(): Promise<void>
  /** Who still waits for a probe, or its acknowledgement. */
  probeState(): ProbeState
  stopProbe(): void
  /** Follows the message schedule and resolves after its last due time. */
  send(startAt: number): Promise<SendReport>
  /** Ends `send` early. */
  stopSending(): void
  /** Resolves when everything owed has come, the dropped messages left out; or with false after the timeout. */
  drain(dropped: Int32Array, timeoutMs: number): Promise<boolean>
  read(collect: boolean): WorkerReading
  result(): WorkerResult
  close(): Promise<void>
}

/** One request to a worker. */
export interface WorkerRequest {
  readonly id: number
  readonly call: keyof WorkerCalls | 'prepare'
  readonly args: readonly unknown[]
}

/** What a worker posts: the answer to a request, or news. */
export type WorkerMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly code: string; readonly message: string }
  | { readonly kind: 'progress'; readonly progress: WorkerProgress }

/** How one worker gets on, posted once a second. */
export interface WorkerProgress {
  readonly worker: number
  readonly connected: number
  readonly failed: number
  readonly sent: number
  readonly delivered: number
  /** The whole second of the window that ended; -1 outside the window. */
  readonly second: number
  /** Response times of that second: deliveries, acknowledgements where nothing is relayed, or connects; a recorder, encoded. */
  readonly responseTimes: string | undefined
  /**
   * Connects, sends and lost connections so far, counted when it is known how they went; and how many of them failed. A
   * send of a user who is not connected has failed; one that is held back because acknowledgements are owed is none yet.
   */
  readonly operations: number
  readonly failures: number
  /** The most frequent failure so far. */
  readonly commonest: Failure | undefined
}

/** Failures of one kind, `operation.code`, and one message as an example. */
export interface Failure {
  readonly key: string
  readonly count: number
  readonly example: string
}

/** Failures by `operation.code`, and one message as an example of each. */
export type FailureCounts = Readonly<Record<string, { readonly count: number; readonly example: string }>>

/** How connecting went. Recorders are encoded. */
export interface ConnectReport {
  readonly due: number
  readonly connected: number
  readonly failures: FailureCounts
}

/** How sending went. */
export interface SendReport {
  readonly due: number
  readonly sent: number
  /** Messages of the whole schedule that were due to be sent here and were not. */
  readonly dropped: Int32Array
  /** How far along the schedule this worker came: all of it, unless it was stopped. */
  readonly reached: number
}

/** What a worker has used and moved so far. */
export interface WorkerReading {
  readonly at: number
  readonly cpuMs: number
  readonly rssBytes: number
  /** Sums over this worker's users; `undefined` where the client cannot count. */
  readonly traffic: Traffic | undefined
  /** Deliveries handled, and messages sent, warm-up included. */
  readonly handled: number
  readonly sent: number
  readonly connectionsLost: number
}

/** What a worker has recorded. Recorders are encoded, by metric name. */
export interface WorkerResult {
  readonly recorders: Readonly<Record<string, string>>
  readonly totals: LedgerTotals | undefined
  /** Per message of the schedule: deliveries here, and when the last of them came. */
  readonly received: Uint32Array
  readonly lastAt: Float64Array
  readonly failures: FailureCounts
  /** What the measured connects moved until they were usable and their transport final; `undefined`: cannot be counted. */
  readonly connectTraffic: Traffic | undefined
  /** Connections that ended without being asked to. */
  readonly connectionsLost: number
  /** The longest time the event loop stood still while nothing came in, in milliseconds. */
  readonly longestBlock: number
}
