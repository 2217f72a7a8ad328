import { setTimeout as delay } from 'node:timers/promises'
import { monotonicClock } from '../clock.ts'
import type { Span } from '../evidence.ts'
import type { TrialContext } from '../trial-context.ts'

/** How long an empty target is watched at most, to know what doing nothing costs. */
const longestBaselineMs = 500
/** Heartbeats are sent by timers that may be late, and answered; so long after the last one is due all that is over. */
const afterLastHeartbeatMs = 150

/** Watches the target before anybody connects, where the cost of idle connections will be asked for. */
export async function watchEmptyTarget(trial: TrialContext): Promise<void> {
  const { idle } = trial.workload
  if (idle?.kind !== 'heartbeat') return
  trial.evidence.idleBaseline = await over(trial, Math.min(longestBaselineMs, idle.intervalMs / 4))
}

/** All users stay connected and silent for as long as the workload says. */
export async function stayIdle(trial: TrialContext): Promise<void> {
  const { idle } = trial.workload
  if (idle === undefined) return
  trial.enter('idle')
  if (idle.kind === 'duration') {
    trial.evidence.idle = await over(trial, idle.durationMs)
    return
  }
  const { firstConnectAt, lastConnectAt } = trial.evidence
  if (firstConnectAt === undefined || lastConnectAt === undefined) return
  if (monotonicClock.now() >= firstConnectAt + idle.intervalMs) {
    trial.warnings.push({
      code: 'heartbeat-missed',
      message: `Idle cost is not stated: messages took so long that heartbeats (every ${idle.intervalMs} ms) fell into them.`,
      advice: 'Set heartbeat higher, or warmUp and window lower.',
    })
    return
  }
  const untilMs = lastConnectAt + idle.intervalMs + afterLastHeartbeatMs - monotonicClock.now()
  trial.evidence.idle = await over(trial, untilMs)
}

/** Two readings so far apart, with nothing done between them. */
async function over(trial: TrialContext, durationMs: number): Promise<Span> {
  const from = await trial.read()
  await trial.until(delay(durationMs))
  return { from, to: await trial.read() }
}
