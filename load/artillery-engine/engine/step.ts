import type { ArtilleryConfig, ArtilleryHelpers, StepSpec } from './artillery.ts'
import type { ScenarioSettings } from './scenario-settings.ts'
import type { ScriptCheck } from './script-check.ts'
import type { Template } from './template.ts'
import type { VirtualUser } from './virtual-user.ts'

/** What one virtual user does in one step. Returns nothing where there is nothing to wait for. */
export type Step = (user: VirtualUser) => Promise<void> | void

/** What a verb needs to make steps of what stands in the script; made once for each scenario. */
export interface Flow {
  readonly config: ArtilleryConfig
  readonly helpers: ArtilleryHelpers
  readonly settings: ScenarioSettings
  /** What the settings were made from. */
  readonly options: Readonly<Record<string, unknown>>
  template(value: unknown): Template
  /** Makes the steps of a nested flow. */
  steps(flow: unknown): readonly Step[]
}

/** One verb of the script's language. */
export interface Verb {
  /** Keys that may stand beside the verb in a step. */
  readonly beside: readonly string[]
  /** Says what is wrong with the step. `where` is its place in the script. */
  check(step: StepSpec, where: string, check: ScriptCheck): void
  /** Makes the step, which has been checked. */
  compile(step: StepSpec, flow: Flow): Step
}

/** Goes through the steps one after the other; rejects with what the first failing one has thrown. */
export async function runSteps(steps: readonly Step[], user: VirtualUser): Promise<void> {
  for (const step of steps) {
    const pending = step(user)
    // Most steps of most users wait for nothing: those cost no turn of the event loop.
    if (pending !== undefined) await pending
  }
}
