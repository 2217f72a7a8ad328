import type { TargetUsage } from '../target/target.ts'
import type { ReferenceReading } from './reference-load.ts'
import type { ConnectReport, SendReport, WorkerProgress, WorkerReading, WorkerResult } from './worker/protocol.ts'
import type { Workload } from './workload.ts'

/** One reading of everything at about the same time: target and generator. */
export interface Reading {
  readonly target: TargetUsage
  readonly workers: readonly WorkerReading[]
  /** The load that ran beside it, where there was one. */
  readonly reference?: ReferenceReading
}

/** Two readings, and what lay between them. */
export interface Span {
  readonly from: Reading
  readonly to: Reading
}

/** Everything one trial has seen, as far as it got: what a measurement is made of. */
export interface Evidence {
  readonly workload: Workload
  /** 0 until the target runs. */
  instances: number
  readonly workers: number
  readonly startedAt: string
  /** The measured connects, and how long they took from the first due time on, in milliseconds. */
  connects?: Span & { readonly reports: readonly ConnectReport[]; readonly elapsedMs: number }
  /** Readings after a full garbage collection: before and after `users` connected. */
  memory?: Span & { readonly users: number }
  /** Before the first and after the last connect, in milliseconds of the monotonic clock. */
  firstConnectAt?: number
  lastConnectAt?: number
  /** An empty target doing nothing, and the same with all users connected. */
  idleBaseline?: Span
  idle?: Span
  /** From the opening of the window to the end of the drain; the schedule began at `startAt` (ms, monotonic). */
  messages?: Span & { readonly startAt: number; readonly sent: readonly SendReport[]; readonly drained: boolean }
  results?: readonly WorkerResult[]
  /** Readings of the target and news of the workers during the window, in order. */
  readonly samples: { readonly at: number; readonly usage: TargetUsage }[]
  readonly progress: WorkerProgress[]
  /** When the measured window opened, in milliseconds of the monotonic clock. */
  windowFrom?: number
}
