import type { TransportUse } from '../../load/transport-shares.ts'
import { profiles, type Parameter } from '../../scenarios/parameter.ts'
import type { Scenario } from '../../scenarios/scenario.ts'

/** The scenarios and what can be set in them, as text: name, default per profile, unit, bounds, one sentence. */
export function catalogue(scenarios: readonly Scenario[]): string {
  const blocks = scenarios.map(({ name, question, parameters, transports, onRequest }) => {
    const rows = Object.entries(parameters).map(([parameter, described]) => row(parameter, described))
    const runs = transports === undefined ? [] : [`  runs over ${transportsText(transports)}`]
    const asked = onRequest === true ? ['  runs only when it is named'] : []
    return [`${name}: ${question}`, ...asked, ...runs, ...rows].join('\n')
  })
  return `Scenarios and their parameters (--set name=value); defaults for ${profiles.join(' / ')}.\n\n${blocks.join('\n\n')}\n`
}

function transportsText(transports: readonly TransportUse[]): string {
  return transports.includes('mixed') ? 'several transports at once' : transports.join(', ')
}

function row(name: string, parameter: Parameter): string {
  const { defaults, sentence } = parameter
  const shown = typeof defaults === 'object' ? profiles.map((profile) => defaults[profile]).join(' / ') : defaults
  const unit = 'unit' in parameter ? ` ${parameter.unit}` : ''
  return `  ${name} = ${shown}${unit} (${allowedIn(parameter)})\n      ${sentence}`
}

function allowedIn(parameter: Parameter): string {
  switch (parameter.type) {
    case 'choice':
      return parameter.choices.join(', ')
    case 'text':
      return parameter.form
    case 'integer':
      return `whole number from ${parameter.min} to ${parameter.max}`
    case 'number':
      return `number from ${parameter.min} to ${parameter.max}`
  }
}
