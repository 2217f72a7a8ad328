import { z } from 'zod'
import { nearestName } from '../../../reports/nearest-name.ts'
import { plainIssue } from '../../../reports/schema-issue.ts'
import { list, table } from '../../../reports/schema-shape.ts'
import { scenarios } from '../../../scenarios/index.ts'
import { readValue } from '../../bench/settings.ts'

const known = scenarios.map(({ name }) => name)

const valueSchema = z.union([z.number(), z.string()], { error: 'give a number or a text' })

const settingsSchema = table(table(valueSchema)).superRefine((settings, context) => {
  for (const [scenarioName, values] of Object.entries(settings)) {
    const scenario = scenarios.find(({ name }) => name === scenarioName)
    if (scenario === undefined) {
      context.addIssue(plainIssue([scenarioName], unknown('scenario', scenarioName, known)))
      continue
    }
    for (const [parameterName, value] of Object.entries(values)) {
      const parameter = scenario.parameters[parameterName]
      if (parameter === undefined) {
        const text = unknown('parameter', parameterName, Object.keys(scenario.parameters))
        context.addIssue(plainIssue([scenarioName, parameterName], text))
        continue
      }
      const read = readValue(parameter, String(value))
      if (typeof read !== 'object') continue
      context.addIssue(
        plainIssue([scenarioName, parameterName], `${String(value)} is not allowed; it must be ${read.mustBe}`),
      )
    }
  }
})

const namesSchema = list(
  z.string().superRefine((name, context) => {
    const problem = unknownScenario(name)
    if (problem !== undefined) context.addIssue(plainIssue([], problem))
  }),
)

/** Names of scenarios, or scenarios with their parameters. */
export const scenariosSchema = z.union([namesSchema, settingsSchema], {
  error: 'give a list of scenarios, or scenarios with their parameters below them',
})

/** Says that there is no scenario of a name, and which one is near; `undefined` where there is. */
export function unknownScenario(name: string): string | undefined {
  return known.includes(name) ? undefined : unknown('scenario', name, known)
}

function unknown(what: string, name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names)
  const hint = nearest === undefined ? `there are ${names.join(', ')}` : `did you mean "${nearest}"?`
  return `there is no ${what} "${name}"; ${hint}`
}
