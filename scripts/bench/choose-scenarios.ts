import { scenarios as allScenarios } from '../../scenarios/index.ts'
import type { Profile } from '../../scenarios/parameter.ts'
import type { ParameterValues } from '../../scenarios/parameter-values.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { knownName } from '../cli/known-name.ts'
import { applySettings } from './settings.ts'

/** Scenarios and the values of their parameters. */
export interface ChosenScenarios {
  readonly scenarios: readonly Scenario[]
  readonly values: ReadonlyMap<Scenario, ParameterValues>
}

/** Finds the scenarios of such names, each once, and applies settings to them. What is wrong is added to the problems. */
export function chooseScenarios(
  names: readonly string[],
  profile: Profile,
  settings: readonly string[],
  problems: string[],
): ChosenScenarios {
  const known = allScenarios.map(({ name }) => name)
  const found = new Set(names.flatMap((name) => knownName('scenario', name, known, problems)))
  const scenarios = [...found].flatMap((name) => allScenarios.find((scenario) => scenario.name === name) ?? [])
  const { values, problems: settingProblems } = applySettings(scenarios, profile, settings)
  if (scenarios.length > 0) problems.push(...settingProblems)
  for (const [scenario, given] of values) {
    problems.push(...scenario.check(given).map((problem) => `${scenario.name}: ${problem}`))
  }
  return { scenarios, values }
}
