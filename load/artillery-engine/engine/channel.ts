import { monotonicClock } from '../../clock.ts'
import type { ClientError } from '../../client/client-error.ts'
import type { DisconnectReason, EventListener, UserSocket } from '../../client/user-connection.ts'
import type { Book } from '../../fleet/book.ts'
import type { Tally } from '../witness/tally.ts'
import { StepError, stepErrorOf } from './step-error.ts'

const noMember = -1

/** Who hears what comes and goes over the channels of a worker. */
export interface ChannelOwner {
  readonly book: Book
  readonly tally: Tally
  opened(channel: Channel): void
  closed(channel: Channel): void
  /** Called once per delivery, with what the stamp reader has found. */
  delivered(member: number, sender: number, sequence: number, dueMicros: number, doneAt: number): void
}

/** One namespace of a virtual user's connection: what it sends and receives is counted, timed and booked. */
export class Channel {
  readonly namespace: string
  /** Stamped messages received so far. */
  deliveries = 0
  readonly #socket: UserSocket
  readonly #worker: ChannelOwner
  readonly #reconnects: boolean
  #member = noMember
  #eventsTaken = 0
  #wanted = Infinity
  #onWanted: (() => void) | undefined
  #end: DisconnectReason | ClientError['code'] | undefined

  /** Takes a socket before it can receive anything. `reconnects`: whether a loss is made good. */
  constructor(socket: UserSocket, worker: ChannelOwner, reconnects: boolean) {
    this.namespace = socket.namespace
    this.#socket = socket
    this.#worker = worker
    this.#reconnects = reconnects
    socket.onStamp((sender, sequence, dueMicros, doneAt) => {
      worker.delivered(this.member, sender, sequence, dueMicros, doneAt)
      if (++this.deliveries >= this.#wanted) this.#onWanted?.()
    })
    socket.onDisconnect((reason) => this.#disconnected(reason))
    worker.opened(this)
  }

  /** Its number in the book, as a receiver; given when it is first needed. */
  get member(): number {
    if (this.#member === noMember) this.#member = this.#worker.book.member()
    return this.#member
  }

  /** The socket beneath, for processor functions. */
  get socket(): UserSocket {
    return this.#socket
  }

  /** Why nothing can be sent any more; `undefined` while it can, now or after a reconnect. */
  get end(): string | undefined {
    return this.#end
  }

  /** Events received since this was asked the last time. */
  takeEvents(): number {
    const events = this.#socket.received - this.#eventsTaken
    this.#eventsTaken += events
    return events
  }

  emit(args: readonly [string, ...unknown[]]): void {
    this.#mustBeOpen('emit')
    this.#worker.tally.count('emits')
    this.#socket.emit(...args)
  }

  /** Sends an event, times its acknowledgement and resolves with its arguments. Rejects with a {@link StepError}. */
  async request(
    timeoutMs: number,
    args: readonly [string, ...unknown[]],
    operation = 'ack',
  ): Promise<readonly unknown[]> {
    this.#mustBeOpen('emit')
    const { tally } = this.#worker
    const sentAt = monotonicClock.now()
    tally.count('emits')
    try {
      const answer = await this.#socket.emitWithAck(timeoutMs, ...args)
      tally.count('acks')
      tally.record('ack', monotonicClock.now() - sentAt)
      return answer
    } catch (error) {
      throw stepErrorOf(operation, error)
    }
  }

  /** Adds a listener of an event, or of all for `*`; returns what removes it and no other. */
  on(event: string, listener: EventListener): () => void {
    return this.#socket.on(event, listener)
  }

  /** Resolves once so many stamped messages in all have been received, or after so many milliseconds. */
  async untilDelivered(wanted: number, timeoutMs: number): Promise<void> {
    if (this.deliveries >= wanted) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, timeoutMs)
    this.#wanted = wanted
    this.#onWanted = resolve
    await promise
    clearTimeout(timer)
    this.#wanted = Infinity
    this.#onWanted = undefined
  }

  disconnect(): void {
    this.#socket.disconnect()
  }

  /** The connection beneath is lost for good. */
  lost(code: ClientError['code']): void {
    this.#end ??= code
    this.#worker.closed(this)
  }

  #disconnected(reason: DisconnectReason): void {
    const { book, tally } = this.#worker
    if (this.#member !== noMember) book.leftAll(this.#member)
    tally.count(`disconnects.${reason}`)
    const isOver = !this.#reconnects || reason.startsWith('io ')
    if (!isOver) return
    this.#end = reason
    this.#worker.closed(this)
  }

  #mustBeOpen(operation: string): void {
    if (this.#end === undefined) return
    throw new StepError(operation, 'closed', `${this.namespace} is disconnected: ${this.#end}`)
  }
}
