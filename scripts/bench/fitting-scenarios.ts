import { usualScenarios } from '../../scenarios/index.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import type { DialectChoice } from './dialect-choice.ts'
import { unfitReason } from './scenario-fit.ts'

/** The usual scenarios that fit a dialect, by name, and a line for each that does not. */
export function fittingUsual(dialect: DialectChoice): {
  readonly names: readonly string[]
  readonly notes: readonly string[]
} {
  const reasons = usualScenarios.map((scenario) => ({ name: scenario.name, reason: unfitReason(scenario, dialect) }))
  return {
    names: reasons.flatMap(({ name, reason }) => (reason === undefined ? [name] : [])),
    notes: reasons.flatMap(({ name, reason }) => (reason === undefined ? [] : [`${name} is left out: ${reason}`])),
  }
}

/** Why scenarios that were named cannot be run, a line each. */
export function unfitProblems(scenarios: readonly Scenario[], dialect: DialectChoice): readonly string[] {
  return scenarios.flatMap((scenario) => unfitReason(scenario, dialect) ?? [])
}

/** Parameters of the scenarios that run, as `--set` takes them. */
export function settingsOf(
  settings: Readonly<Record<string, Readonly<Record<string, number | string>>>>,
  names: readonly string[],
): readonly string[] {
  return names.flatMap((scenario) =>
    Object.entries(settings[scenario] ?? {}).map(([name, value]) => `${scenario}.${name}=${value}`),
  )
}
