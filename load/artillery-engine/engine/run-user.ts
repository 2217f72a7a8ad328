import type { ScenarioRunner } from './artillery.ts'
import type { EngineWorker } from './engine-worker.ts'
import { monotonicClock } from '../../clock.ts'
import type { ScenarioSettings } from './scenario-settings.ts'
import { stepErrorOf } from './step-error.ts'
import { runSteps, type Step } from './step.ts'
import { UserHandle } from './user-handle.ts'
import { VirtualUser } from './virtual-user.ts'

/**
 * Makes what runs one virtual user: it goes through the steps, closes everything and calls back exactly once, with an
 * error where a step has failed.
 */
export function userRunner(steps: readonly Step[], settings: ScenarioSettings, worker: EngineWorker): ScenarioRunner {
  return (context, callback) => {
    const user = new VirtualUser(context, worker, settings)
    context['gatecrash'] = new UserHandle(user)
    worker.userBegan()
    void runSteps(steps, user)
      .then(
        () => undefined,
        (error: unknown) => stepErrorOf('step', error),
      )
      .then((error) => {
        if (error !== undefined) worker.failed(error)
        worker.tally.count(error === undefined ? 'users.completed' : 'users.failed')
        worker.book.record('session', monotonicClock.now() - user.startedAt)
        user.end()
        worker.userEnded()
        callback(error ?? null, context)
      })
  }
}
