import type { Channel } from '../channel.ts'
import { StepError } from '../step-error.ts'

/** A wait for one event of the server. */
export interface EventWait {
  /** Resolves with the event's arguments. Rejects with a {@link StepError} (`response-timeout`). */
  readonly answer: Promise<readonly unknown[]>
  /** Ends the wait and takes its listener away, and no other. Safe to call twice. */
  stop(): void
}

/** Waits for the next event of that name; `timeoutMs` is the most that it may take. */
export function waitForEvent(channel: Channel, event: string, timeoutMs: number): EventWait {
  const { promise: answer, resolve, reject } = Promise.withResolvers<readonly unknown[]>()
  const stop = (): void => {
    clearTimeout(timer)
    removeListener()
  }
  const removeListener = channel.on(event, (args) => {
    stop()
    resolve(args)
  })
  const timer = setTimeout(() => {
    stop()
    reject(new StepError('response', 'response-timeout', `no event "${event}" in ${timeoutMs} ms`))
  }, timeoutMs)
  return { answer, stop }
}
