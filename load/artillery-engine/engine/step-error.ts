import { ClientError } from '../../client/client-error.ts'

/**
 * Why a virtual user failed. `operation` and `code` are short and stable: the book counts failures as `operation.code`, and
 * Artillery's report as `errors.<name>`.
 */
export class StepError extends Error {
  override readonly name = 'StepError'
  readonly operation: string
  readonly code: string

  constructor(operation: string, code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.operation = operation
    this.code = code
  }

  /** What Artillery's report shows: `connect.refused`, `ack-timeout`, `match`. */
  get label(): string {
    return this.operation === 'connect' ? `connect.${this.code}` : this.code
  }
}

/** Whatever a step has thrown as a {@link StepError} of that operation. */
export function stepErrorOf(operation: string, error: unknown): StepError {
  if (error instanceof StepError) return error
  if (error instanceof ClientError) return new StepError(operation, error.code, error.message, { cause: error })
  if (!(error instanceof Error)) return new StepError(operation, String(error), String(error))
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message
  return new StepError(operation, code, error.message, { cause: error })
}
