import type { ArtilleryConfig, ArtilleryHelpers, ScenarioSpec, StepSpec } from './artillery.ts'
import { optionsOf, settingsOf } from './scenario-settings.ts'
import type { Flow, Step } from './step.ts'
import { compileTemplate } from './template.ts'
import { verbs } from './verbs/index.ts'

/** Makes the steps of a scenario that has been checked, its hooks before and after it included. */
export function compileScenario(
  scenario: ScenarioSpec,
  config: ArtilleryConfig,
  helpers: ArtilleryHelpers,
): { readonly flow: Flow; readonly steps: readonly Step[] } {
  const options = optionsOf(config, scenario)
  const flow: Flow = {
    config,
    helpers,
    options,
    settings: settingsOf(config, options, helpers),
    template: (value) => compileTemplate(value, helpers),
    steps: (specs) => (specs as readonly StepSpec[]).flat().map((step) => compileStep(step, flow)),
  }
  const hooks = (key: string): StepSpec[] => [scenario[key] ?? []].flat().map((name) => ({ function: name }))
  const all = [...hooks('beforeScenario'), ...(scenario.flow as readonly StepSpec[]), ...hooks('afterScenario')]
  return { flow, steps: flow.steps(all) }
}

/** The verb of a step: the first of its keys, in the order of the verbs, that is one. */
export function verbOf(step: StepSpec): string | undefined {
  return Object.keys(verbs).find((name) => name in step)
}

function compileStep(step: StepSpec, flow: Flow): Step {
  const verb = verbs[verbOf(step) ?? '']
  if (verb === undefined) throw new Error(`a step without a verb: ${JSON.stringify(step)}`)
  return verb.compile(step, flow)
}
