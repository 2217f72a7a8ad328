/** Why a trial could not be carried through. */
export type TrialErrorCode =
  | 'preflight-failed'
  | 'target-died'
  | 'users-not-connected'
  | 'not-received'
  | 'not-answered'
  | 'too-many-errors'
  | 'interrupted'

/** A trial that could not be carried through; the message is one line that says why. */
export class TrialError extends Error {
  override readonly name = 'TrialError'
  readonly code: TrialErrorCode

  constructor(code: TrialErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
