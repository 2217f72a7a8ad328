import type { Warning } from './warning.ts'

/** One trial: one fresh target, one warm-up, one window. Each state has the fields that it can have, and no others. */
export type TrialResult = CompletedTrial | InvalidTrial | FailedTrial | InterruptedTrial

/** Everything was offered as planned and measured; its figures may be used. */
export interface CompletedTrial extends Measurement {
  readonly status: 'completed'
}

/** The generator, not the target, spoiled the measurement: its figures are kept but must not be used. */
export interface InvalidTrial extends Measurement {
  readonly status: 'invalid'
  /** Which validity rules were broken; at least one. */
  readonly reasons: readonly Warning[]
}

/** The trial could not be carried through: the target died, a user could not connect, ... */
export interface FailedTrial {
  readonly status: 'failed'
  readonly startedAt: string
  /** In which phase it ended. */
  readonly phase: TrialPhase
  readonly error: { readonly code: string; readonly message: string }
  readonly warnings: readonly Warning[]
  /** What had been measured by then, if the window had begun. */
  readonly partial: Measurement | undefined
}

/** The person at the keyboard ended it. */
export interface InterruptedTrial {
  readonly status: 'interrupted'
  readonly startedAt: string
  readonly phase: TrialPhase
  readonly warnings: readonly Warning[]
  readonly partial: Measurement | undefined
}

/** The phases of a trial, in order. */
export type TrialPhase = 'start' | 'preflight' | 'connect' | 'probe' | 'warm-up' | 'measure' | 'drain' | 'idle' | 'stop'

/** What one trial measured. */
export interface Measurement {
  /** ISO 8601. */
  readonly startedAt: string
  /** Length of the window, in milliseconds. */
  readonly windowMs: number
  /** One value per metric id; ids, units and directions are described in `reports/metrics.ts`. */
  readonly metrics: Readonly<Record<string, number>>
  /** Lossless HdrHistograms of microseconds (V2, compressed, base64) by name: `delivery`, `connect`, `connect.tcp`, ... */
  readonly histograms: Readonly<Record<string, string>>
  /** What was owed and what came; absent in trials that send no messages. */
  readonly ledger: LedgerCounts | undefined
  /** Failed operations by `operation.code`, such as `connect.refused` or `join.ack-timeout`. */
  readonly failures: Readonly<Record<string, number>>
  /** Values over time by name; at most one point a second. */
  readonly series: Readonly<Record<string, Series>>
  readonly warnings: readonly Warning[]
}

/** Points of one value over time. */
export interface Series {
  readonly unit: string
  /** Milliseconds after the window opened. */
  readonly at: readonly number[]
  readonly values: readonly (number | null)[]
}

/** What was owed and what came: `expected = delivered + lost`, always. */
export interface LedgerCounts {
  /** Sends that were due in the window. */
  readonly due: number
  /** Of those, sends that were offered to the gateway; `due = sent + dropped`. */
  readonly sent: number
  readonly dropped: number
  /** Deliveries that the sends in the window should have caused. */
  readonly expected: number
  readonly delivered: number
  readonly lost: number
  /** Further copies of a delivery that had already come. */
  readonly duplicated: number
  /** Deliveries that came after a later message of the same sender had come to the same receiver. */
  readonly reordered: number
  /** Stamped packets that nobody was owed: of another room, or of no send of this trial. */
  readonly unexpected: number
}
