import { availableWorkers, isFirstWorker, refuseScript, warnOfArrivalCount } from './artillery-worker.ts'
import type { ArtilleryHelpers, ArtilleryScript, ScenarioEvents, ScenarioRunner, ScenarioSpec } from './artillery.ts'
import { scriptProblems } from './check-script.ts'
import { EngineWorker } from './engine-worker.ts'
import { compileScenario } from './flow.ts'
import { userRunner } from './run-user.ts'

/**
 * The Artillery engine `gatecrash`: virtual users over the lean client. Artillery makes one in each worker thread, and one
 * in the main thread where the script has hooks `before` or `after`.
 */
export class GatecrashEngine {
  readonly #script: ArtilleryScript
  readonly #helpers: ArtilleryHelpers
  #worker: EngineWorker | undefined

  constructor(script: ArtilleryScript, _events: ScenarioEvents, helpers: ArtilleryHelpers) {
    this.#script = script
    this.#helpers = helpers
    const problems = scriptProblems(script)
    if (problems.length > 0) refuseScript(script, problems)
    else if (isFirstWorker(script)) warnOfArrivalCount(script, availableWorkers())
  }

  /** Artillery calls it once for each scenario of this engine, when the first user arrives. */
  createScenario(scenario: ScenarioSpec, events: ScenarioEvents): ScenarioRunner {
    this.#worker ??= new EngineWorker(this.#script, events)
    const { flow, steps } = compileScenario(scenario, this.#script.config, this.#helpers)
    return userRunner(steps, flow.settings, this.#worker)
  }
}
