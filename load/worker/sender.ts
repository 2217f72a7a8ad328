import type { Dialect } from '../client/dialect.ts'
import { ClientError } from '../client/client-error.ts'
import { monotonicClock } from '../clock.ts'
import type { Layout } from '../layout.ts'
import type { Ledger } from '../ledger.ts'
import { Pacer } from '../pacer.ts'
import { Recorder } from '../recorder.ts'
import { scheduleOf } from '../schedule.ts'
import { stampLength, writeStamp } from '../stamp.ts'
import type { MessagePlan } from '../workload.ts'
import type { Failures } from './failures.ts'
import type { SendReport } from './protocol.ts'
import type { VirtualUser } from './virtual-user.ts'

/** Everything the sender takes and fills. */
export interface SenderOptions {
  readonly runId: string
  readonly worker: number
  readonly messages: MessagePlan
  readonly firstCounted: number
  readonly layout: Layout
  readonly dialect: Dialect
  readonly ledger: Ledger
  readonly failures: Failures
  /** The user with that index, if it is one of this process. */
  readonly userOf: (index: number) => VirtualUser | undefined
}

/** Sends this process's share of the messages when they are due, and times their acknowledgements. */
export class Sender {
  /** Due to sent: our own lateness. */
  readonly #sendDelays = Recorder.empty()
  /** Due to acknowledged; where nothing is delivered these are cut into seconds. */
  readonly ackTimes = Recorder.empty()
  /** Sent to acknowledged. */
  readonly #ackServiceTimes = Recorder.empty()
  /** Sent in the window, and in all. */
  sent = 0
  sentInAll = 0
  /** Sends of which it is known how they went, warm-up included, and how many of them failed. */
  operations = 0
  failures = 0
  readonly #options: SenderOptions
  readonly #padding: string
  readonly #pacer = new Pacer()
  readonly #dropped: number[] = []
  readonly #unacknowledged = new Set<Promise<void>>()
  #due = 0

  constructor(options: SenderOptions) {
    this.#options = options
    this.#padding = '.'.repeat(Math.max(0, options.messages.payloadBytes - stampLength))
  }

  /** Follows the schedule from `startAt`; resolves after its last due time. */
  async run(startAt: number): Promise<SendReport> {
    const { layout, worker, messages } = this.#options
    let reached = 0
    await this.#pacer.run(scheduleOf(messages.schedule), startAt, (message, dueAt) => {
      reached = message + 1
      if (layout.workerOf(layout.senderOf(message)) === worker) this.#send(message, dueAt)
    })
    return { due: this.#due, sent: this.sent, dropped: Int32Array.from(this.#dropped), reached }
  }

  /** Resolves when every acknowledgement has come or failed. */
  async acknowledged(): Promise<void> {
    await Promise.all(this.#unacknowledged)
  }

  /** What was recorded, by metric name. */
  recorders(): Record<string, Recorder> {
    return { sendDelay: this.#sendDelays, ack: this.ackTimes, 'ack.service': this.#ackServiceTimes }
  }

  stop(): void {
    this.#pacer.stop()
  }

  #send(message: number, dueAt: number): void {
    const { layout, dialect, ledger, messages, firstCounted, runId, userOf } = this.#options
    const counted = message >= firstCounted
    if (counted) this.#due++
    const user = userOf(layout.senderOf(message))
    const client = user?.client
    if (
      user === undefined ||
      client === undefined ||
      !user.member ||
      user.unacknowledged >= messages.maxUnacknowledged
    ) {
      this.#dropped.push(message)
      if (user?.member === false) this.#count(false)
      return
    }
    const stamp = writeStamp(runId, user.index, layout.sequenceOf(message), dueAt * 1000)
    const args = dialect.send(user.room, stamp + this.#padding, user.index)
    const sentAt = monotonicClock.now()
    ledger.sentAt[message] = sentAt
    this.sentInAll++
    if (counted) {
      this.sent++
      this.#sendDelays.record(sentAt - dueAt)
    }
    if (!messages.acknowledged) {
      client.emit(...args)
      this.#count(true)
      return
    }
    user.unacknowledged++
    const answer = client
      .emitWithAck(...args)
      .then((value) => this.#acknowledge(value, counted, dueAt, sentAt))
      .catch((error: unknown) => {
        if (!(error instanceof ClientError)) throw error
        this.#count(false)
        if (counted) this.#options.failures.add('ack', error.code, error.message)
      })
      .finally(() => {
        user.unacknowledged--
        this.#unacknowledged.delete(answer)
      })
    this.#unacknowledged.add(answer)
  }

  #count(succeeded: boolean): void {
    this.operations++
    if (!succeeded) this.failures++
  }

  #acknowledge(value: unknown, counted: boolean, dueAt: number, sentAt: number): void {
    const acknowledgedAt = monotonicClock.now()
    const refusal = this.#options.dialect.refusal(value)
    this.#count(refusal === undefined)
    if (!counted) return
    if (refusal !== undefined) {
      this.#options.failures.add('ack', 'refused', refusal)
      return
    }
    this.ackTimes.record(acknowledgedAt - dueAt)
    this.#ackServiceTimes.record(acknowledgedAt - sentAt)
  }
}
