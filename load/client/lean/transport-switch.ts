import type { ClientError } from '../client-error.ts'

/** The outcome of a connection's switch of transport, for whoever waits for it. */
export class TransportSwitch {
  readonly promise: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: ClientError) => void
  /** When the session was open and the probe began, in milliseconds of the monotonic clock. */
  startedAt = 0

  constructor() {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>()
    // Whoever wants to know asks; a failed switch that nobody waits for must not end the process.
    promise.catch(() => undefined)
    this.promise = promise
    this.resolve = () => resolve(undefined)
    this.reject = reject
  }
}
