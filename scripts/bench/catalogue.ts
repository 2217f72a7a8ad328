import { profiles, type Parameter } from '../../scenarios/parameter.ts'
import type { Scenario } from '../../scenarios/scenario.ts'

/** The scenarios and what can be set in them, as text: name, default per profile, unit, bounds, one sentence. */
export function catalogue(scenarios: readonly Scenario[]): string {
  const blocks = scenarios.map(({ name, question, parameters, transports }) => {
    const rows = Object.entries(parameters).map(([parameter, described]) => row(parameter, described))
    const runs = transports === undefined ? [] : [`  runs over ${transports.join(', ')}`]
    return [`${name}: ${question}`, ...runs, ...rows].join('\n')
  })
  return `Scenarios and their parameters (--set name=value); defaults for ${profiles.join(' / ')}.\n\n${blocks.join('\n\n')}\n`
}

function row(name: string, parameter: Parameter): string {
  const { defaults, sentence } = parameter
  const shown = typeof defaults === 'object' ? profiles.map((profile) => defaults[profile]).join(' / ') : defaults
  const allowed =
    parameter.type === 'choice'
      ? parameter.choices.join(', ')
      : `${parameter.type === 'integer' ? 'whole number' : 'number'} from ${parameter.min} to ${parameter.max}`
  const unit = parameter.type === 'choice' ? '' : ` ${parameter.unit}`
  return `  ${name} = ${shown}${unit} (${allowed})\n      ${sentence}`
}
