import { setTimeout as delay } from 'node:timers/promises'
import type { Span } from '../evidence.ts'
import type { TrialContext } from '../trial-context.ts'

/** All users stay connected and silent for as long as the workload says. */
export async function stayIdle(trial: TrialContext): Promise<void> {
  const { idle } = trial.workload
  if (idle === undefined) return
  trial.enter('idle')
  trial.evidence.idle = await over(trial, idle.durationMs)
}

/** Two readings so far apart, with nothing done between them. */
export async function over(trial: TrialContext, durationMs: number): Promise<Span> {
  const from = await trial.read()
  await trial.until(delay(durationMs))
  return { from, to: await trial.read() }
}
