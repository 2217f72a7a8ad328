import type { DialectTraits } from '../../../load/client/dialect.ts'
import { referenceChoice, type DialectChoice } from '../dialect-choice.ts'

/** What the dialect of a run means for its load; without one it is the reference gateway's, which no secret changes. */
export function spokenTraits(dialect: DialectChoice | undefined): DialectTraits {
  return (dialect ?? referenceChoice('any')).traits
}
