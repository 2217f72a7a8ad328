import type { Client } from 'autocannon'
import { systemErrorCode } from '../client/system-error.ts'
import { monotonicClock } from '../clock.ts'
import { Fifo } from './fifo.ts'
import { Lane } from './lane.ts'
import type { RequestSteps } from './request-steps.ts'
import type { Tally } from './tally.ts'

/** A timer of autocannon may be early by so much, in milliseconds. */
const timerSlackMs = 20

/** What the lanes of one run have in common. */
export interface LanesOptions {
  readonly steps: RequestSteps
  readonly tally: Tally
  /** Whether a request that is due at this time (milliseconds of the monotonic clock) is measured. */
  readonly isInWindow: (dueAt: number) => boolean
  /** Whether requests fall due by a schedule; otherwise one does whenever a lane is free. */
  readonly isScheduled: boolean
  readonly timeoutMs: number
  /** Called when no request of the window is owed any more. */
  readonly onDrained: () => void
}

/** All connections of a run: requests that fall due are dealt to those that are free, and wait where none is. */
export class Lanes {
  /** Timed requests answered so far, warm-up included. */
  answered = 0
  /** From now on nothing is sent but what closes a session. */
  isEnding = false
  readonly #options: LanesOptions
  readonly #idle = new Fifo<Lane>()
  readonly #waiting = new Fifo<number>()

  constructor(options: LanesOptions) {
    this.#options = options
  }

  /** Takes charge of a connection; to be called before it is made. */
  open(client: Client): void {
    const lane = new Lane(client, (free) => this.#onFree(free))
    client.on('response', (status: number) => this.#onAnswer(lane, status))
    client.on('connError', (error: Error) => this.#onFailure(lane, systemErrorCode(error), error.message))
  }

  /** A request has fallen due. */
  call(dueAt: number, now: number): void {
    if (this.#options.isInWindow(dueAt)) {
      this.#options.tally.due()
      this.#options.tally.calledOut(now - dueAt)
    }
    const lane = this.#idle.take()
    if (lane === undefined) this.#waiting.add(dueAt)
    else lane.send(dueAt, now)
  }

  /** Forgets the requests that still wait, and tells how many of them were of the window. */
  dropWaiting(): number {
    let dropped = 0
    for (let dueAt = this.#waiting.take(); dueAt !== undefined; dueAt = this.#waiting.take()) {
      if (this.#options.isInWindow(dueAt)) dropped++
    }
    return dropped
  }

  #onFree(lane: Lane): void {
    const { isScheduled, isInWindow, tally } = this.#options
    const now = monotonicClock.now()
    if (lane.isBusy) this.#onLost(lane, now)
    if (lane.isEnding) {
      // What is written to it now is lost; autocannon asks again over the next connection.
      lane.isEnding = false
      return
    }
    if (!lane.nextIsTimed) {
      lane.send(now, now)
      return
    }
    if (this.isEnding) return
    if (!isScheduled) {
      if (isInWindow(now)) tally.due()
      lane.send(now, now)
      return
    }
    const dueAt = this.#waiting.take()
    if (dueAt !== undefined) lane.send(dueAt, now)
    else if (!lane.isIdle) {
      lane.isIdle = true
      this.#idle.add(lane)
    }
  }

  #onAnswer(lane: Lane, status: number): void {
    if (!lane.isBusy) return
    const { steps, tally, isInWindow, onDrained } = this.#options
    const now = monotonicClock.now()
    const isFine = status >= 200 && status < 300
    lane.isBusy = false
    lane.nextIsTimed = steps.nextIsTimed()
    if (!steps.answeredTimed()) {
      if (!isFine) tally.note(`close-status-${status}`, `closing a session was answered with status ${status}`)
      return
    }
    this.answered++
    if (!isInWindow(lane.dueAt)) return
    if (isFine) tally.answered(now - lane.dueAt, now - lane.sentAt)
    else tally.failed(`status-${status}`, `answered with status ${status}`)
    if (tally.owed === 0) onDrained()
  }

  /** autocannon has made a new connection while an answer was awaited: the server ended the old one, or time was up. */
  #onLost(lane: Lane, now: number): void {
    const { timeoutMs } = this.#options
    if (now - lane.sentAt >= timeoutMs - timerSlackMs) {
      this.#onFailure(lane, 'timeout', `no answer within ${timeoutMs} ms`)
    } else {
      this.#onFailure(lane, 'reset', 'the server closed the connection instead of answering')
    }
  }

  #onFailure(lane: Lane, code: string, example: string): void {
    const { tally, isInWindow, onDrained } = this.#options
    const wasOwed = lane.isBusy && lane.isTimed && isInWindow(lane.dueAt)
    lane.isBusy = false
    lane.isEnding = false
    // autocannon goes on to what follows the lost request, which needs its answer, and so back to the first one.
    lane.nextIsTimed = true
    if (!wasOwed) return
    tally.failed(code, example)
    if (tally.owed === 0) onDrained()
  }
}
