import type { FleetClock } from './fleet-clock.ts'

/** What a book says of itself. */
export interface BookOptions {
  /** Of the worker: six base-36 digits; default: random. */
  readonly worker?: string
  readonly engine: string
  /** File name of the script. */
  readonly script: string
  /** Artillery's id of the test run. */
  readonly run: string
  readonly target: string
  /** Default: the host's clock. */
  readonly clock?: FleetClock
}

/** Who is not to receive a sender's messages, and whether their loss is no failure. */
export interface SenderOptions {
  readonly excludes?: number
  readonly volatile?: boolean
}
