import type { DialectTraits } from '../../load/client/dialect.ts'
import type { Scenario } from '../../scenarios/scenario.ts'

/** Why a scenario cannot be run with a gateway of such a kind, in one sentence that says what to do; `undefined` where it can. */
export function unfitReason(_scenario: Scenario, _traits: DialectTraits): string | undefined {
  return undefined
}
