import type { ConnectionStage } from '../client-error.ts'

/** A connect that is under way; let go of when it has resolved. Times in milliseconds of the monotonic clock. */
export class ConnectAttempt {
  readonly promise: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: Error) => void
  readonly auth: Record<string, unknown> | undefined
  readonly timeoutMs: number
  readonly startedAt: number
  stage: ConnectionStage = 'tcp'
  /** When the first socket could carry bytes. */
  connectedAt = 0
  /** When the Engine.IO session was open. */
  openedAt = 0

  constructor(auth: Record<string, unknown> | undefined, timeoutMs: number, now: number) {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>()
    this.promise = promise
    this.resolve = () => resolve(undefined)
    this.reject = reject
    this.auth = auth
    this.timeoutMs = timeoutMs
    this.startedAt = now
  }
}
