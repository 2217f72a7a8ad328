import { TargetError } from '../../target/target-error.ts'

/** Resolves with the `TargetError` that a promise rejects with; fails when it resolves or rejects with something else. */
export async function targetErrorOf(promise: Promise<unknown>): Promise<TargetError> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (outcome instanceof TargetError) return outcome
  throw new Error('expected a TargetError', { cause: outcome })
}
