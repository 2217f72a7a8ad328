import { measure, type Judged } from './measurement.ts'
import { connect } from './phases/connect.ts'
import { stayIdle } from './phases/idle.ts'
import { exchangeMessages } from './phases/messages.ts'
import { preflight } from './phases/preflight.ts'
import { start } from './phases/start.ts'
import { TrialContext, type TrialOptions } from './trial-context.ts'
import { TrialError } from './trial-error.ts'
import type { FailedTrial, InterruptedTrial, Measurement, TrialResult } from './trial-result.ts'
import { invalidReasons } from './validity.ts'

/**
 * Runs one trial: a fresh target, one warm-up, one window. What goes wrong in it is part of the result; everything it
 * has started is stopped before it resolves.
 *
 * Rejects only where no trial is possible: with a `TargetError` of code `configuration` or `open-files`.
 */
export async function runTrial(options: TrialOptions): Promise<TrialResult> {
  const trial = new TrialContext(options)
  try {
    await start(trial)
    await preflight(trial)
    await connect(trial)
    await exchangeMessages(trial)
    await stayIdle(trial)
    trial.evidence.results = await trial.until(trial.generator.results())
    return verdictOn(judge(trial))
  } catch (error) {
    if (isRefusal(error)) throw error
    return await endedEarly(trial, error)
  } finally {
    await trial.stop()
  }
}

function judge(trial: TrialContext): Judged {
  return measure(trial.evidence, trial.options.traits, trial.warnings)
}

function verdictOn({ measurement, facts }: Judged): TrialResult {
  const reasons = invalidReasons(facts)
  return reasons.length === 0 ? { status: 'completed', ...measurement } : { status: 'invalid', reasons, ...measurement }
}

async function endedEarly(trial: TrialContext, error: unknown): Promise<FailedTrial | InterruptedTrial> {
  const { phase, warnings, evidence } = trial
  const { startedAt } = evidence
  const partial = await partialOf(trial)
  if (error instanceof TrialError && error.code === 'interrupted') {
    return { status: 'interrupted', startedAt, phase, warnings, partial }
  }
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'internal'
  const message = error instanceof Error ? error.message : String(error)
  return { status: 'failed', startedAt, phase, error: { code, message }, warnings, partial }
}

async function partialOf(trial: TrialContext): Promise<Measurement | undefined> {
  if (trial.evidence.windowFrom === undefined) return undefined
  try {
    trial.evidence.results ??= await trial.generator.results()
    return judge(trial).measurement
  } catch {
    // A worker that has ended takes its books with it; the error that ends the trial says so.
    return undefined
  }
}

/** Whether nothing can be measured until the person changes something. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'configuration' || error.code === 'open-files')
}
