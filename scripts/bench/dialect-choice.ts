import { compileDialect, traitsOf } from '../../load/client/compile-dialect.ts'
import type { DialectSpec } from '../../load/client/dialect-spec.ts'
import type { DialectTraits } from '../../load/client/dialect.ts'
import { referenceDialect } from '../../load/client/dialects/reference.ts'

/** The dialect that users speak in a run, as it is sent to the workers, and what it means for the load. */
export interface DialectChoice {
  readonly name: string
  readonly spec: DialectSpec
  readonly traits: DialectTraits
}

/** The reference gateway's dialect, with tokens that the secret signs. */
export function referenceChoice(secret: string): DialectChoice {
  const definition = referenceDialect({ secret })
  return { name: compileDialect(definition).name, spec: { definition }, traits: traitsOf(definition) }
}
