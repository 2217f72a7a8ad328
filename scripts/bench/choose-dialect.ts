import type { DialectDefinition } from '../../load/client/dialect-definition.ts'
import { shippedDialect, type ShippedDialectName } from '../../load/client/dialects/index.ts'
import { traitsOf } from '../../load/client/compile-dialect.ts'
import { resolveJwtSecret } from '../../target/jwt-secret.ts'
import type { LoadedDialect } from '../config/loaded-config.ts'
import { dialectContradictions } from '../config/dialect-contradictions.ts'
import type { DialectChoice } from './dialect-choice.ts'
import type { DialectOverrides } from './dialect-flags.ts'

/** The dialect of a run. */
export interface ChosenDialect {
  readonly choice: DialectChoice
  /** Whether it is the reference gateway's, unchanged: its targets can be measured, with secrets of their own. */
  readonly isReference: boolean
}

const flagOf: Readonly<Record<string, string>> = { auth: '--auth', headers: '--header' }

/**
 * The dialect that is named on the command line, or else that of the configuration, or else the reference gateway's; with
 * what flags change in it. Its functions stay in the module that has them. What is wrong is added to the problems.
 */
export function chooseDialect(
  named: ShippedDialectName | undefined,
  configured: LoadedDialect | undefined,
  overrides: DialectOverrides,
  problems: string[],
): ChosenDialect {
  const chosen = named ?? configured ?? 'reference'
  const { definition: base, module } =
    typeof chosen === 'string'
      ? { definition: shippedDialect(chosen, { secret: resolveJwtSecret(process.env) }), module: undefined }
      : chosen
  const definition = overridden(base, overrides)
  for (const { at, text } of dialectContradictions(definition)) {
    const flag = flagOf[String(at[0])]
    if (flag !== undefined) problems.push(`${flag}: ${text}.`)
  }
  const choice = {
    name: definition.name ?? 'own',
    spec: { definition: module === undefined ? definition : dataOf(definition), module },
    traits: traitsOf(definition),
  }
  return { choice, isReference: chosen === 'reference' && Object.keys(overrides).length === 0 }
}

function overridden(base: DialectDefinition, { headers, ...others }: DialectOverrides): DialectDefinition {
  return { ...base, ...others, ...(headers !== undefined && { headers: { ...base.headers, ...headers } }) }
}

/** What of a definition can be sent to another process; there its module gives the functions back. */
function dataOf(definition: DialectDefinition): DialectDefinition {
  const entries = Object.entries(definition).filter(([, value]) => typeof value !== 'function')
  return Object.fromEntries(entries) as unknown as DialectDefinition
}
