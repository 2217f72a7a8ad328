import { monotonicClock } from '../../clock.ts'

type Acknowledge = (...answer: unknown[]) => void

/** Who hears how an acknowledgement came out. */
export interface AckListener {
  /** It came, so many milliseconds after the emit; `tell` hands it to the engine. */
  answered(milliseconds: number, tell: () => void): void
  /** It did not come in time; `tell` ends the engine's wait. */
  missed(tell: () => void): void
}

/** What the engine is told in place of an answer: shaped like a refusal, so that no match or capture takes it for success. */
const noAnswer = { error: { code: 'ack_timeout', message: 'no acknowledgement in time' } }

/**
 * Puts a clock and a timeout to an acknowledgement: the engine alone would wait for one that never comes for ever. An answer
 * after the timeout is dropped, since the engine has gone on.
 */
export function timedAck(acknowledge: Acknowledge, timeoutMs: number, listener: AckListener): Acknowledge {
  const emittedAt = monotonicClock.now()
  let waiting = true
  const timer = setTimeout(() => {
    waiting = false
    listener.missed(() => acknowledge(noAnswer))
  }, timeoutMs)
  return (...answer) => {
    if (!waiting) return
    waiting = false
    clearTimeout(timer)
    listener.answered(monotonicClock.now() - emittedAt, () => acknowledge(...answer))
  }
}
