import type { DialectSpec } from '../client/dialect-spec.ts'
import type { FailureCounts } from '../worker/protocol.ts'
import type { HttpPlan, HttpRequestName } from './http-plan.ts'

/** What an HTTP worker must know before it begins. */
export interface HttpWorkerPlan {
  readonly plan: HttpPlan
  /** Its place among the workers, from 0, and how many there are: each has its share of connections and of the rate. */
  readonly worker: number
  readonly workers: number
  /** Base URL of each instance. */
  readonly urls: readonly string[]
  readonly dialect: DialectSpec
}

/** What can be asked of an HTTP worker. Times are milliseconds of the monotonic clock. */
export interface HttpWorkerCalls {
  prepare(plan: HttpWorkerPlan): Promise<void>
  /** Gives the room on each instance its messages, and stays a member so that they are kept. */
  fillHistory(): Promise<void>
  /** Makes each request once on each instance; what was not answered as it should be, a line each. */
  probe(): Promise<readonly string[]>
  /** Makes one kind of request from `startAt` on: warm-up, window, and until all of the window is answered. */
  run(request: HttpRequestName, startAt: number): Promise<HttpReport>
  /** Ends `run` early. */
  stopRun(): void
  read(): HttpReading
  close(): Promise<void>
}

/** What a worker has used, and how many timed requests it has had answered so far. */
export interface HttpReading {
  readonly at: number
  readonly cpuMs: number
  readonly answered: number
}

/** What became of the requests of a window. Recorders are encoded. */
export interface HttpReport {
  /** From when a request was due until its answer was there. Without a rate a request is due when it is sent. */
  readonly response: string
  /** From when it was sent. */
  readonly service: string
  /** From when it was due until it was called out: the generator's own lateness. Empty without a rate. */
  readonly sendDelay: string
  /** Length of the window, in milliseconds: less than planned where it was ended early. */
  readonly windowMs: number
  /** Requests that fell due. */
  readonly due: number
  readonly failures: FailureCounts
  /** The longest standstill of the event loop while little was received, in milliseconds. */
  readonly longestBlock: number
}
