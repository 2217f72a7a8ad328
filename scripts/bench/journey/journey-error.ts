/** Why a journey gave no figures. */
export type JourneyErrorCode = 'artillery-failed' | 'journey-stuck' | 'no-worker-log' | 'no-user-connected'

/** A journey that gave no figures; the message is one line that says why, and what to do. */
export class JourneyError extends Error {
  override readonly name = 'JourneyError'
  readonly code: JourneyErrorCode

  constructor(code: JourneyErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
