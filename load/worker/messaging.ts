import type { Dialect } from '../client/dialect.ts'
import type { Layout } from '../layout.ts'
import { firstProbeSequence, Ledger } from '../ledger.ts'
import { realTimers } from '../pacer.ts'
import { countDue } from '../schedule.ts'
import type { MessagePlan } from '../workload.ts'
import { AckProbe } from './ack-probe.ts'
import type { Failures } from './failures.ts'
import { Probe } from './probe.ts'
import type { Prober } from './prober.ts'
import { ResponseTimes } from './response-times.ts'
import { Sender } from './sender.ts'
import type { SendReport } from './protocol.ts'
import type { VirtualUser } from './virtual-user.ts'

/** What a worker's share of the messages depends on. */
export interface MessagingOptions {
  readonly runId: string
  readonly worker: number
  readonly messages: MessagePlan
  readonly layout: Layout
  readonly dialect: Dialect
  readonly failures: Failures
  readonly users: readonly VirtualUser[]
}

/** One worker's share of the messages: what its users send, and the book of what they receive. */
export class Messaging {
  readonly ledger: Ledger
  readonly probe: Prober
  readonly sender: Sender
  /** Of deliveries, or where there are none of acknowledgements. */
  readonly #responses: ResponseTimes
  readonly #layout: Layout
  readonly #relays: boolean
  readonly #warmUpMs: number

  constructor(options: MessagingOptions) {
    const { messages, layout, dialect, runId, users, worker, failures } = options
    const { traits } = dialect
    const count = countDue(messages.schedule)
    const firstCounted = count - countDue(messages.schedule, messages.warmUpMs)
    const own = new Map(users.map((user) => [user.index, user]))
    this.#layout = layout
    this.#relays = traits.relays
    this.#warmUpMs = messages.warmUpMs
    this.ledger = new Ledger({
      layout,
      worker,
      messages: count,
      firstCounted,
      traits,
    })
    const toProbe = { layout, dialect, runId, users }
    this.probe = traits.relays ? new Probe(toProbe) : new AckProbe(toProbe)
    this.sender = new Sender({
      runId,
      worker,
      messages,
      firstCounted,
      layout,
      dialect,
      ledger: this.ledger,
      failures,
      userOf: (index) => own.get(index),
    })
    this.#responses = new ResponseTimes(
      traits.relays
        ? { 'delivery.local': this.ledger.local, 'delivery.remote': this.ledger.remote }
        : { ack: this.sender.ackTimes },
    )
  }

  /** What has come in so far, and kept this process busy: deliveries, or where there are none acknowledgements. */
  get taken(): number {
    return this.#relays ? this.ledger.totals.handled : this.sender.operations
  }

  /** Takes a stamp that came to `receiver`. */
  receive(receiver: number, sender: number, sequence: number, dueMicros: number, doneAt: number): void {
    if (sequence >= firstProbeSequence) this.probe.record(receiver, sender)
    else this.ledger.record(receiver, sender, sequence, dueMicros, doneAt)
  }

  /**
   * Follows the schedule from `startAt`. `onSecond` is called when the window opens, with -1, then after each whole
   * second of it, and at its end: with the response times that came since, encoded.
   */
  async send(
    startAt: number,
    onSecond: (second: number, responseTimes: string | undefined) => void,
  ): Promise<SendReport> {
    const windowFrom = startAt + this.#warmUpMs
    let second = -1
    const report = (): void => {
      onSecond(second++, this.#responses.cut())
    }
    const arm = (): (() => void) =>
      realTimers.after(windowFrom + (second + 1) * 1000 - realTimers.now(), () => {
        report()
        cancel = arm()
      })
    let cancel = arm()
    try {
      return await this.sender.run(startAt)
    } finally {
      cancel()
      report()
    }
  }

  /** Resolves with whether everything owed came within the timeout; what was dropped by any worker is not owed. */
  async drain(dropped: Int32Array, timeoutMs: number): Promise<boolean> {
    const skip = new Set(dropped)
    let owed = 0
    for (let message = 0; message < this.ledger.received.length; message++) {
      if (skip.has(message)) continue
      owed += this.ledger.owedHere(this.#layout.roomOfMessage(message), this.#layout.senderOf(message))
    }
    const everything = Promise.all([this.ledger.whenReceived(owed), this.sender.acknowledged()]).then(() => true)
    let cancel: (() => void) | undefined
    const timeout = new Promise<false>((resolve) => {
      cancel = realTimers.after(timeoutMs, () => {
        resolve(false)
      })
    })
    return Promise.race([everything, timeout]).finally(() => cancel?.())
  }

  /** What was recorded, by metric name, encoded. */
  recorders(): Record<string, string> {
    return this.#responses.wholes()
  }

  stop(): void {
    this.sender.stop()
    this.probe.stop()
  }
}
