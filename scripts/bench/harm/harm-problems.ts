import type { Cell } from '../cell.ts'
import type { DialectTraits } from '../../../load/client/dialect.ts'
import type { Caps } from './caps.ts'

/** What a run may do to others. */
export interface HarmOptions {
  readonly cells: readonly Cell[]
  readonly traits: DialectTraits
  readonly allowHosts: readonly string[]
  /** Those that were given; the others have their defaults, which hold for hosts that are not this machine. */
  readonly caps: Partial<Caps>
}

/** Everything about a run that could harm a host that nobody has allowed, or more than the caps allow, a line each. */
export function harmProblems(_options: HarmOptions): readonly string[] {
  return []
}
