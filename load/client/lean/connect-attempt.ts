import type { ConnectTimings } from '../chat-client.ts'
import type { ConnectionStage } from '../client-error.ts'

/** The timings of a connect that has not begun. */
export const noTimings: ConnectTimings = {
  tcp: undefined,
  handshake: undefined,
  upgrade: undefined,
  namespace: undefined,
}

/** A connect that is under way; let go of when it has ended. Times in milliseconds of the monotonic clock. */
export class ConnectAttempt<Connected> {
  readonly promise: Promise<Connected>
  readonly resolve: (connected: Connected) => void
  readonly reject: (error: Error) => void
  readonly auth: Record<string, unknown> | undefined
  readonly timeoutMs: number
  stage: ConnectionStage = 'tcp'
  readonly #startedAt: number
  #connectedAt: number | undefined
  #openedAt: number | undefined

  constructor(auth: Record<string, unknown> | undefined, timeoutMs: number, now: number) {
    const { promise, resolve, reject } = Promise.withResolvers<Connected>()
    this.promise = promise
    this.resolve = resolve
    this.reject = reject
    this.auth = auth
    this.timeoutMs = timeoutMs
    this.#startedAt = now
  }

  isLate(now: number): boolean {
    return now > this.#startedAt + this.timeoutMs
  }

  /** Begins a stage: `handshake` when the first socket can carry bytes, `namespace` when the session is open. */
  reached(stage: Extract<ConnectionStage, 'tls' | 'handshake' | 'namespace'>, now: number): void {
    this.stage = stage
    if (stage === 'handshake') this.#connectedAt = now
    else if (stage === 'namespace') this.#openedAt = now
  }

  /** How long the stages took that are behind, at `now` when the namespace has just connected. */
  timings(now: number | undefined): Omit<ConnectTimings, 'upgrade'> {
    return {
      tcp: between(this.#startedAt, this.#connectedAt),
      handshake: between(this.#connectedAt, this.#openedAt),
      namespace: between(this.#openedAt, now),
    }
  }
}

function between(start: number | undefined, end: number | undefined): number | undefined {
  return start === undefined || end === undefined ? undefined : end - start
}
