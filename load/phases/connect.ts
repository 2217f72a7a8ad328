import { setTimeout as delay } from 'node:timers/promises'
import { monotonicClock } from '../clock.ts'
import { mergedFailures } from '../merged.ts'
import { usersIn } from '../rooms.ts'
import { durationOf } from '../schedule.ts'
import type { TrialContext } from '../trial-context.ts'
import { TrialError } from '../trial-error.ts'
import type { ConnectReport } from '../worker/protocol.ts'
import { watchEmptyTarget } from './idle.ts'

/** Quiet time after a full garbage collection, in milliseconds. */
const afterCollectionMs = 250

/**
 * Logs all users in, then connects them: the warm-up ones, then the others, measured where the workload gives them due times.
 */
export async function connect(trial: TrialContext): Promise<void> {
  trial.enter('connect')
  const { workload, generator, evidence } = trial
  const { arrivals } = workload.connects
  await trial.until(generator.logIn())
  await watchEmptyTarget(trial)
  evidence.firstConnectAt = monotonicClock.now()
  await trial.until(generator.connectWarmUp())
  const empty = await trial.read({ collect: true })
  const isTheQuestion = arrivals.model === 'open' && workload.messages === undefined
  // Sweeping goes on beside the main thread after a collection has ended, and competes with it for a pinned CPU.
  await trial.until(delay(afterCollectionMs))
  const from = await trial.read()
  const startAt = await trial.beginning('connect')
  if (isTheQuestion) {
    trial.enter('measure')
    trial.openWindow(startAt)
  }
  const reports = await trial.until(generator.connect(startAt))
  evidence.lastConnectAt = monotonicClock.now()
  const elapsedMs = evidence.lastConnectAt - startAt
  const to = await trial.read()
  await trial.closeWindow()
  if (arrivals.model === 'open') {
    evidence.connects = { from, to, reports, elapsedMs: Math.max(durationOf(arrivals.schedule), elapsedMs) }
  }
  requireMembers(reports, usersIn(workload.rooms), isTheQuestion)
  const users = reports.reduce((sum, { connected }) => sum + connected, 0)
  evidence.memory = { from: empty, to: await trial.read({ collect: true }), users }
}

/** A user who could not connect is a result where connecting is the question; elsewhere the plan is spoiled. */
function requireMembers(reports: readonly ConnectReport[], users: number, isTheQuestion: boolean): void {
  const failures = Object.entries(mergedFailures(reports))
  const failed = failures.reduce((sum, [, { count }]) => sum + count, 0)
  const connected = reports.reduce((sum, report) => sum + report.connected, 0)
  if (failed === 0 || (isTheQuestion && connected > 0)) return
  const kinds = failures.map(([key, { count, example }]) => `${count} x ${key} (${example})`)
  throw new TrialError('users-not-connected', `${failed} of ${users} users did not become members: ${kinds.join('; ')}`)
}
