import { TrialError } from '../trial-error.ts'
import type { TrialResult } from '../trial-result.ts'
import { measureHttp } from './http-measurement.ts'
import { HttpRun, type HttpTrialOptions } from './http-run.ts'

/**
 * Runs one trial of plain HTTP requests: a fresh target, and each kind of request by itself with a warm-up and a window. What goes
 * wrong in it is part of the result; everything it has started is stopped before it resolves.
 *
 * Rejects only where no trial is possible: with a `TargetError` of code `configuration` or `open-files`.
 */
export async function runHttpTrial(options: HttpTrialOptions): Promise<TrialResult> {
  const run = new HttpRun(options)
  try {
    await run.run()
    const { reasons, measurement } = measureHttp(run.seen, options.plan, run.startedAt, run.warnings)
    return reasons.length === 0
      ? { status: 'completed', ...measurement }
      : { status: 'invalid', reasons, ...measurement }
  } catch (error) {
    const code = codeOf(error)
    if (code === 'configuration' || code === 'open-files') throw error
    return endedEarly(run, options, code, error)
  } finally {
    await run.stop()
  }
}

function endedEarly(run: HttpRun, { plan }: HttpTrialOptions, code: string, error: unknown): TrialResult {
  const { startedAt, phase, warnings, seen } = run
  const partial = seen.length === 0 ? undefined : measureHttp(seen, plan, startedAt, warnings).measurement
  const shared = { startedAt, phase, warnings, partial }
  if (error instanceof TrialError && error.code === 'interrupted') return { status: 'interrupted', ...shared }
  const message = error instanceof Error ? error.message : String(error)
  return { status: 'failed', error: { code, message }, ...shared }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'internal'
}
