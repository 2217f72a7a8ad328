import { compileDialect } from './compile-dialect.ts'
import type { DialectDefinition } from './dialect-definition.ts'
import type { Dialect } from './dialect.ts'
import { importConfig } from './import-config.ts'

/**
 * A dialect in a form that can be sent to another process: the data of its definition, and where it has functions the path
 * of the configuration file whose default export has them under `dialect`.
 */
export interface DialectSpec {
  readonly definition: DialectDefinition
  readonly module?: string | undefined
}

/** Makes the dialect that is described. Rejects with an `Error` where the module has no dialect. */
export async function dialectOf({ definition, module }: DialectSpec): Promise<Dialect> {
  if (module === undefined) return compileDialect(definition)
  const { default: config } = (await importConfig(module)) as { default?: { dialect?: unknown } }
  if (typeof config?.dialect !== 'object' || config.dialect === null) {
    throw new Error(`${module} exports no configuration with a dialect`)
  }
  return compileDialect({ ...(config.dialect as DialectDefinition), ...definition })
}
