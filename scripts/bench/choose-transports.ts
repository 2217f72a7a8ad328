import { transports, type Transport } from '../../load/client/chat-client.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { knownName } from '../cli/known-name.ts'

/**
 * The transports of such names, each once; `undefined` where none were given, so that each scenario has its own. What is
 * wrong is added to the problems, as is a scenario whose parameters deal the users over transports.
 */
export function chooseTransports(
  names: readonly string[] | undefined,
  scenarios: readonly Scenario[],
  problems: string[],
): readonly Transport[] | undefined {
  if (names === undefined) return undefined
  for (const scenario of scenarios) {
    if (scenario.kind === 'journey') {
      problems.push(`--transport ${names.join(',')}: the script of ${scenario.name} says its transports; leave it out.`)
    }
    if (scenario.transports?.includes('mixed') !== true) continue
    problems.push(
      `--transport ${names.join(',')}: ${scenario.name} deals its users over transports itself; leave it out and use --set upgrade=0.2 --set polling=0.1.`,
    )
  }
  return [...new Set(names.flatMap((name) => knownName('--transport', name, transports, problems)))]
}
