import type { Dialect } from './dialect.ts'
import { referenceDialect } from './dialects/reference.ts'

/** A dialect as plain data, so that it can be sent to another process. */
export interface DialectSpec {
  readonly name: 'reference'
  /** The secret that tokens are signed with. */
  readonly secret: string
}

/** Makes the dialect that the description names. */
export function dialectOf(spec: DialectSpec): Dialect {
  return referenceDialect({ secret: spec.secret })
}
