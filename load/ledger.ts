import type { Layout } from './layout.ts'
import { deliveriesOwed, type RelayTraits } from './owed.ts'
import { OpenMessages } from './open-messages.ts'
import { longestDuration, Recorder } from './recorder.ts'
import { stampLimits } from './stamp.ts'

/** From here on sequence numbers are those of probes, which test the way and are not measured. */
export const firstProbeSequence = Math.floor(stampLimits.sequence / 2)

/** What a ledger must know of the plan. */
export interface LedgerOptions {
  readonly layout: Layout
  /** Which of the layout's workers this process is. */
  readonly worker: number
  /** Messages in the whole schedule, warm-up included. */
  readonly messages: number
  /** The first message that is due in the window; those before it are warm-up. */
  readonly firstCounted: number
  /** Who is owed what is sent. */
  readonly traits: RelayTraits
}

/** The counts of one process; those of all processes are added up. */
export interface LedgerTotals {
  /** Deliveries of messages that were due in the window. */
  delivered: number
  duplicated: number
  reordered: number
  unexpected: number
  /** Every stamped delivery that was owed, warm-up and repetitions included: what the CPU was spent on. */
  handled: number
}

/**
 * The receivers' book of one process: every delivery once, by message and receiver, so that what is owed, lost,
 * repeated or overtaken is known exactly. Recording a delivery allocates nothing.
 */
export class Ledger {
  readonly totals: LedgerTotals = { delivered: 0, duplicated: 0, reordered: 0, unexpected: 0, handled: 0 }
  /** Response times of deliveries whose sender uses the same instance, since they were last reset. */
  readonly local = Recorder.empty()
  /** The same for senders on another instance. */
  readonly remote = Recorder.empty()
  /** Time from the send, for senders in the same process. */
  readonly service = Recorder.empty()
  /** Deliveries so far of each message to this process's receivers, and when the last of them came (ms, monotonic). */
  readonly received: Uint32Array
  readonly lastAt: Float64Array
  /** When this process sent each message, in milliseconds of the monotonic clock; `NaN` where it has not. */
  readonly sentAt: Float64Array
  readonly #options: LedgerOptions
  readonly #open: OpenMessages
  readonly #owed: Uint32Array
  readonly #receiverOf: Int32Array
  /** By user: where those of this process have their row in `lastSequence`, which has a place for each sender of a room. */
  readonly #rowOf: Int32Array
  readonly #lastSequence: Int32Array
  #unique = 0
  #goal = Infinity
  #onGoal: (() => void) | undefined

  constructor(options: LedgerOptions) {
    const { layout, worker, messages, traits } = options
    this.#options = options
    this.received = new Uint32Array(messages)
    this.lastAt = new Float64Array(messages)
    this.sentAt = new Float64Array(messages).fill(Number.NaN)
    this.#owed = new Uint32Array(layout.rooms)
    this.#receiverOf = new Int32Array(layout.users).fill(-1)
    this.#rowOf = new Int32Array(layout.users).fill(-1)
    let places = 0
    for (let user = 0; user < layout.users; user++) {
      if (layout.workerOf(user) !== worker) continue
      const room = layout.roomOf(user)
      this.#receiverOf[user] = this.#owed[room] ?? 0
      this.#owed[room] = (this.#owed[room] ?? 0) + 1
      this.#rowOf[user] = places
      if (traits.relays) places += layout.sendersIn(room)
    }
    const mostReceivers = this.#owed.reduce((most, receivers) => Math.max(most, receivers), 0)
    this.#open = new OpenMessages(messages, mostReceivers)
    this.#lastSequence = new Int32Array(places).fill(-1)
  }

  /** Takes one delivery: the arguments of a stamp listener, and the user who received it. */
  record(receiver: number, sender: number, sequence: number, dueMicros: number, doneAt: number): void {
    const { layout, traits, firstCounted } = this.#options
    const message = layout.messageOf(sender, sequence)
    const room = layout.roomOf(receiver)
    const responseTime = doneAt - dueMicros / 1000
    if (
      !traits.relays ||
      message < 0 ||
      message >= this.received.length ||
      room !== layout.roomOf(sender) ||
      (receiver === sender && !traits.senderReceives) ||
      !(responseTime >= 0 && responseTime <= longestDuration)
    ) {
      this.totals.unexpected++
      return
    }
    this.totals.handled++
    const counted = message >= firstCounted
    if (!this.#open.mark(message, this.#receiverOf[receiver] ?? 0)) {
      if (counted) this.totals.duplicated++
      return
    }
    this.#settle(message, room, sender, doneAt)
    const overtaken = this.#isOvertaken(receiver, sender, sequence)
    if (!counted) return
    this.totals.delivered++
    if (overtaken) this.totals.reordered++
    const recorder = layout.instanceOf(receiver) === layout.instanceOf(sender) ? this.local : this.remote
    recorder.record(responseTime)
    const sentAt = this.sentAt[message] ?? Number.NaN
    if (sentAt <= doneAt) this.service.record(doneAt - sentAt)
  }

  #settle(message: number, room: number, sender: number, doneAt: number): void {
    const received = (this.received[message] ?? 0) + 1
    this.received[message] = received
    if (++this.#unique === this.#goal) this.#onGoal?.()
    if (doneAt > (this.lastAt[message] ?? 0)) this.lastAt[message] = doneAt
    if (received === this.owedHere(room, sender)) this.#open.complete(message)
  }

  /** Resolves when so many different deliveries have come, those before included. */
  whenReceived(deliveries: number): Promise<void> {
    if (this.#unique >= deliveries) return Promise.resolve()
    return new Promise((resolve) => {
      this.#goal = deliveries
      this.#onGoal = resolve
    })
  }

  /** How many of this process's receivers are owed a message of that sender in that room. */
  owedHere(room: number, sender: number): number {
    const { layout, worker, traits } = this.#options
    const members = this.#owed[room] ?? 0
    if (!traits.relays) return 0
    return layout.workerOf(sender) === worker ? deliveriesOwed(members, traits) : members
  }

  /** Whether a later message of the sender has come to the receiver before this one. */
  #isOvertaken(receiver: number, sender: number, sequence: number): boolean {
    const at = (this.#rowOf[receiver] ?? 0) + this.#options.layout.memberOf(sender)
    if (sequence < (this.#lastSequence[at] ?? -1)) return true
    this.#lastSequence[at] = sequence
    return false
  }
}
