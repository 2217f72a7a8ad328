import { z } from 'zod'
import { nearestName } from '../../../reports/nearest-name.ts'
import { plainIssue } from '../../../reports/schema-issue.ts'
import { list, table } from '../../../reports/schema-shape.ts'
import { scenarios } from '../../../scenarios/index.ts'
import { readValue } from '../../bench/settings.ts'
import { isMap } from './values.ts'

const known = scenarios.map(({ name }) => name)

const valueSchema = z.union([z.number(), z.string()], { error: 'give a number or a text' })

const settingsSchema = table(table(valueSchema)).superRefine(
  (settings, context) => {
    for (const [scenario, values] of Object.entries(settings)) {
      for (const { at, text } of settingProblems(scenario, values))
        context.addIssue(plainIssue([scenario, ...at], text))
    }
  },
  { when: isMap },
)

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

function settingProblems(
  name: string,
  values: Readonly<Record<string, unknown>> | undefined,
): { readonly at: readonly string[]; readonly text: string }[] {
  const parameters = scenarios.find((scenario) => scenario.name === name)?.parameters
  if (parameters === undefined) return [{ at: [], text: unknown('scenario', name, known) }]
  return Object.entries(values ?? {}).flatMap(([parameter, value]) => {
    const declared = parameters[parameter]
    if (declared === undefined) {
      return [{ at: [parameter], text: unknown('parameter', parameter, Object.keys(parameters)) }]
    }
    if (typeof value !== 'string' && typeof value !== 'number') return []
    const read = readValue(declared, String(value))
    if (typeof read !== 'object') return []
    return [{ at: [parameter], text: `${JSON.stringify(value)} is not allowed; it must be ${read.mustBe}` }]
  })
}

function unknown(what: string, name: string, names: readonly string[]): string {
  const nearest = nearestName(name, names)
  const hint = nearest === undefined ? `there are ${names.join(', ')}` : `did you mean "${nearest}"?`
  return `there is no ${what} "${name}"; ${hint}`
}
