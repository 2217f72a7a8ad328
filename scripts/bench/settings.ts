import { nearestName } from '../../reports/nearest-name.ts'
import { ParameterValues, defaultValues } from '../../scenarios/parameter-values.ts'
import type { Parameter, ParameterValue, Profile } from '../../scenarios/parameter.ts'
import type { Scenario } from '../../scenarios/scenario.ts'

/**
 * Applies `name=value` or `scenario.name=value` settings to the defaults of each scenario.
 *
 * A bare name is set in every chosen scenario that declares it. Returns the values of each scenario, and every problem
 * in one line each: a name that no chosen scenario has (with the nearest one that some have), a value out of bounds,
 * a text that is no setting.
 */
export function applySettings(
  scenarios: readonly Scenario[],
  profile: Profile,
  settings: readonly string[],
): { values: ReadonlyMap<Scenario, ParameterValues>; problems: readonly string[] } {
  const values = new Map(scenarios.map((scenario) => [scenario, defaultValues(scenario.parameters, profile)]))
  const problems: string[] = []
  for (const setting of settings) {
    const match = /^(?:([\w/-]+)\.)?([\w-]+)=(.*)$/s.exec(setting)
    if (match === null) {
      problems.push(`--set ${setting}: this is no setting; write name=value, such as users=1000.`)
      continue
    }
    const [, scope, name = '', text = ''] = match
    const inScope = scenarios.filter((scenario) => scope === undefined || scenario.name === scope)
    const having = inScope.filter(({ parameters }) => Object.hasOwn(parameters, name))
    if (having.length === 0) {
      problems.push(`--set ${setting}: ${unknownName(scenarios, inScope, scope, name)}`)
      continue
    }
    const found = new Set<string>()
    for (const scenario of having) {
      const read = readValue(scenario.parameters[name] as Parameter, text)
      if (typeof read === 'object') found.add(`--set ${setting}: ${name} must be ${read.mustBe}; got "${text}".`)
      else (values.get(scenario) as Record<string, ParameterValue>)[name] = read
    }
    problems.push(...found)
  }
  return {
    values: new Map([...values].map(([scenario, record]) => [scenario, new ParameterValues(record)])),
    problems,
  }
}

function unknownName(
  scenarios: readonly Scenario[],
  inScope: readonly Scenario[],
  scope: string | undefined,
  name: string,
): string {
  if (inScope.length === 0) return `the scenario "${scope}" is not among those to run (${names(scenarios)}).`
  const known = [...new Set(inScope.flatMap(({ parameters }) => Object.keys(parameters)))]
  const nearest = nearestName(name, known)
  const hint = nearest === undefined ? `there are ${known.join(', ')}` : `did you mean "${nearest}"?`
  return `no parameter "${name}" in ${names(inScope)}: ${hint}`
}

function names(scenarios: readonly Scenario[]): string {
  return scenarios.map(({ name }) => name).join(', ')
}

/** Reads a value of a parameter as it is written on the command line, or says what it must be. */
export function readValue(parameter: Parameter, text: string): ParameterValue | { mustBe: string } {
  if (parameter.type === 'choice') {
    return parameter.choices.includes(text) ? text : { mustBe: `one of ${parameter.choices.join(', ')}` }
  }
  if (parameter.type === 'text') {
    const mustBe = parameter.mustBe(text)
    return mustBe === undefined ? text : { mustBe }
  }
  const { type, min, max, unit } = parameter
  const value = text.trim() === '' ? Number.NaN : Number(text.replaceAll('_', ''))
  const kind = type === 'integer' ? 'a whole number' : 'a number'
  const fits = Number.isFinite(value) && (type === 'number' || Number.isInteger(value)) && value >= min && value <= max
  return fits ? value : { mustBe: `${kind} from ${min} to ${max} (${unit})` }
}
