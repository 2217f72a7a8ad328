/** What went wrong with a target, so that a command can choose its exit code. */
export type TargetErrorCode =
  | 'port-in-use'
  | 'start-failed'
  | 'start-timeout'
  | 'unreachable'
  | 'open-files'
  | 'redis-unavailable'
  | 'configuration'

/** A target that could not be started or prepared; the message is one line that says what to do. */
export class TargetError extends Error {
  override readonly name = 'TargetError'
  readonly code: TargetErrorCode

  constructor(code: TargetErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
