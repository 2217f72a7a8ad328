/** The schema of a worker log; the number after the `@` changes whenever a reader must. */
export const workerLogSchema = 'gatecrash/worker-log@1'

/**
 * The book of one worker as plain data: what {@link import('./book.ts').Book} has kept, in a form that can be added up.
 *
 * Times are microseconds of fleet time (`fleet-clock.ts`), memberships relative to `startedMicros`. `packed` fields are
 * numbers as varints, deflated, in base64 (`packed-numbers.ts`).
 */
export interface WorkerLog {
  readonly schema: typeof workerLogSchema
  /** Six base-36 digits: the run id of this worker's stamps. */
  readonly worker: string
  /** A hash of what identifies the host while it runs; hosts of one hash share a monotonic clock. */
  readonly host: string
  readonly process: ProcessShare
  readonly engine: string
  /** File name of the script. */
  readonly script: string
  /** Artillery's id of the test run. */
  readonly run: string
  readonly target: string
  /** ISO 8601, for readers. */
  readonly startedAt: string
  readonly startedMicros: number
  readonly endedMicros: number
  /** Fleet time less the host's monotonic clock: what brings the workers of one host to one clock, exactly. */
  readonly clockOffsetMicros: number
  /** Whether the worker came to its end; a log without it lacks what happened afterwards. */
  readonly complete: boolean
  readonly counters: Readonly<Record<string, number>>
  /** When each counter first and last grew. */
  readonly spans: Readonly<Record<string, readonly [first: number, last: number]>>
  /** Failed operations by `operation.code`. */
  readonly failures: Readonly<Record<string, number>>
  /** Lossless HdrHistograms of microseconds (V2, compressed, base64) by name. */
  readonly histograms: Readonly<Record<string, string>>
  /** Values over time by name: `connected`, `emits`, `deliveries`. */
  readonly series: Readonly<Record<string, SeriesLog>>
  /** Names of rooms; other fields name a room by its place here. */
  readonly rooms: readonly string[]
  /** Receivers of this worker, which are numbered from 0. */
  readonly members: number
  /** Who was in which room, from its acknowledged join to the beginning of its leaving; `null`: still in at the end. */
  readonly memberships: readonly Membership[]
  /** Who sent what into which room: the sender's number is its place here. */
  readonly senders: readonly SenderLog[]
  /** What was received, by the worker and the sender that sent it. */
  readonly receipts: readonly ReceiptLog[]
  readonly totals: LogTotals
}

/** What a process has used; a fleet runs several workers in one, which all tell the same of it. */
export interface ProcessShare {
  /** A hash that the threads of one process share, and no other process. */
  readonly id: string
  readonly pid: number
  /** Of the worker thread; 0 in the main thread. */
  readonly thread: number
  /** CPU time of the whole process since it began, and what of it was used before this worker's book was opened. */
  readonly cpuMicros: number
  readonly cpuBeforeMicros: number
  readonly rssBytes: number
}

/** One point a second, the first of them `from` seconds of fleet time. */
export interface SeriesLog {
  readonly from: number
  readonly values: readonly number[]
}

/** Member, room, from, to; times in microseconds after `startedMicros`. */
export type Membership = readonly [member: number, room: number, from: number, to: number | null]

/** The messages of one sender, numbered from 0. */
export interface SenderLog {
  readonly room: number
  /** The member who does not receive these messages: the sender itself. */
  readonly excludes: number | null
  /** Whether a loss is no failure. */
  readonly volatile: boolean
  readonly sends: number
  /** For each message: due time less that of the message before (zigzag), then how much later it was sent. */
  readonly packed: string
}

/** The deliveries of one sender's messages to the members of one worker. */
export interface ReceiptLog {
  readonly worker: string
  readonly sender: number
  readonly messages: number
  /** Different pairs of message and member. */
  readonly deliveries: number
  /** For each message: sequence less that of the message before, members, repetitions, then the members' differences. */
  readonly packed: string
}

/** Counts that a reader can recount from the rest of the log. */
export interface LogTotals {
  readonly sends: number
  /** Different pairs of message and member. */
  readonly deliveries: number
  /** Further copies of a delivery that had come already. */
  readonly repeats: number
  /** Deliveries that came after a later message of the same sender to the same member. */
  readonly reordered: number
}
