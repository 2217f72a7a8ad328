import { randomInt } from 'node:crypto'
import { runIdOf, writeStamp } from '../stamp.ts'
import type { BookOptions, SenderOptions } from './book-options.ts'
import { Durations, isDuration } from './durations.ts'
import { FleetClock } from './fleet-clock.ts'
import { Memberships } from './memberships.ts'
import { NameTable } from './name-table.ts'
import { Receipts } from './receipts.ts'
import { Sends } from './sends.ts'
import { Tallies } from './tallies.ts'
import { processCpuMicros, workerIdentity } from './worker-identity.ts'
import { workerLogSchema, type WorkerLog } from './worker-log.ts'

/** A stamp that was due so long before the book began is of an earlier run, as histories of rooms hold them. */
const staleMicros = 60_000_000

/**
 * The book of one worker of a fleet: counters, histograms, who was in which room, what was sent and who received it.
 * Workers share nothing: stamps say whose they are, and `merge.ts` settles all books together.
 */
export class Book {
  readonly worker: string
  readonly #options: BookOptions
  readonly #number: number
  readonly #clock: FleetClock
  readonly #cpuBefore = processCpuMicros()
  readonly #tallies = new Tallies()
  readonly #durations = new Durations()
  readonly #rooms = new NameTable()
  readonly #memberships = new Memberships()
  readonly #sends: Sends
  readonly #receipts = new Receipts()
  readonly #delivery = this.#durations.of('delivery')

  constructor(options: BookOptions) {
    this.#options = options
    // Half of the numbers: the others are no small integers to V8, and would be allocated whenever they are passed on.
    this.worker = options.worker ?? runIdOf(randomInt(36 ** 6 / 2))
    if (!/^[0-9a-z]{6}$/.test(this.worker)) {
      throw new RangeError(`a worker is named by 6 characters of [0-9a-z], got "${this.worker}"`)
    }
    this.#number = parseInt(this.worker, 36)
    this.#clock = options.clock ?? new FleetClock()
    this.#sends = new Sends(this.#clock.startedMicros)
  }

  /**
   * Adds to a counter. Those with a meaning elsewhere: `connects`, `reconnects`, `disconnects.<reason>`, `emits`, `acks`, `events`,
   * `http.requests`, `sends.dropped`, and, so that a plan can be made from a journey, `connects.<transport>` (websocket, upgrade,
   * polling) and `payload.bytes` (of all texts that carry a stamp). `deliveries` is counted by `delivered`.
   */
  count(name: string, n = 1): void {
    this.#tallies.count(name, n, this.#clock.nowMicros())
  }

  /** Counts a failed operation by `operation.code`, such as `connect.refused`. */
  fail(operation: string, code: string): void {
    this.#tallies.fail(operation, code)
  }

  /** Records a duration in milliseconds. One that is no duration, or over an hour, is counted as `untimed.<histogram>`. */
  record(histogram: string, milliseconds: number): void {
    if (isDuration(milliseconds)) this.#durations.of(histogram).record(milliseconds)
    else this.count(`untimed.${histogram}`)
  }

  /** A new receiver: one connection of one virtual user. Returns its number. */
  member(): number {
    return this.#memberships.member()
  }

  /** The receiver is in the room from now on: what is sent into it is owed to it. */
  joined(member: number, room: string): void {
    this.#memberships.joined(member, this.#rooms.numberOf(room), this.nowMicros())
  }

  /** The receiver is about to leave the room, or has lost its connection. */
  left(member: number, room: string): void {
    this.#memberships.left(member, this.#rooms.numberOf(room), this.nowMicros())
  }

  /** The receiver leaves all its rooms. */
  leftAll(member: number): void {
    this.#memberships.leftAll(member, this.nowMicros())
  }

  /** A new sender, whose messages go into one room. Returns its number. */
  sender(room: string, options: SenderOptions = {}): number {
    return this.#sends.sender(this.#rooms.numberOf(room), options.excludes ?? null, options.volatile ?? false)
  }

  /** Books a send that happens now and was due now, or at `dueMicros` of fleet time. Returns its stamp. */
  stamp(sender: number, dueMicros?: number): string {
    const now = this.nowMicros()
    const due = dueMicros === undefined ? now : Math.round(dueMicros)
    const sequence = this.#sends.add(sender, due, Math.max(now, due))
    if (dueMicros !== undefined) this.record('sendDelay', Math.max(0, now - due) / 1000)
    return writeStamp(this.worker, sender, sequence, due)
  }

  /**
   * Books one delivery, under the counter `deliveries` too: what a stamp reader has found, which member received it, and
   * when (ms of the monotonic clock). It is timed from its due time where this worker has sent it: only then one clock has
   * told both. A stamp of an earlier run is counted as `deliveries.stale` and otherwise ignored.
   */
  delivered(member: number, worker: number, sender: number, sequence: number, dueMicros: number, doneAt: number): void {
    const doneMicros = this.#clock.microsOf(doneAt)
    if (dueMicros < this.#clock.startedMicros - staleMicros) {
      this.#tallies.count('deliveries.stale', 1, doneMicros)
      return
    }
    this.#receipts.add(member, worker, sender, sequence)
    this.#tallies.count('deliveries', 1, doneMicros)
    if (worker !== this.#number) return
    const responseTime = (doneMicros - dueMicros) / 1000
    if (isDuration(responseTime)) this.#delivery.record(responseTime)
    else this.count('untimed.delivery')
  }

  /** Fleet time now, in microseconds. */
  nowMicros(): number {
    return this.#clock.nowMicros()
  }

  /** Everything so far, as plain data; `complete` says that nothing follows. */
  log(complete: boolean): WorkerLog {
    const { engine, script, run, target } = this.#options
    const { startedMicros, startedAt, offsetMicros } = this.#clock
    const endedMicros = this.nowMicros()
    const { receipts, deliveries, repeats } = this.#receipts.log(runIdOf)
    if (this.#receipts.unwatched > 0) this.count('deliveries.unwatched', this.#receipts.unwatched)
    return {
      schema: workerLogSchema,
      worker: this.worker,
      ...workerIdentity(this.#cpuBefore),
      engine,
      script,
      run,
      target,
      startedAt,
      startedMicros,
      endedMicros,
      clockOffsetMicros: offsetMicros,
      complete,
      ...this.#tallies.log(startedMicros, endedMicros),
      histograms: this.#durations.log(),
      rooms: this.#rooms.names,
      members: this.#memberships.members,
      memberships: this.#memberships.log(startedMicros),
      senders: this.#sends.log(),
      receipts,
      totals: { sends: this.#sends.total, deliveries, repeats, reordered: this.#receipts.reordered },
    }
  }
}
