/** What reports call a login that failed. */
export const loginErrorCode = 'login'

/** A user that could not be logged in: one line with what the gateway or the function that logs in has said. */
export class LoginError extends Error {
  override readonly name = 'LoginError'
  /** Stable: reports count failures by it. */
  readonly code = loginErrorCode
}
