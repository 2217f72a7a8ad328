import type { SideName } from './side.ts'

/** The side that begins first in a pair, counted from 0: base, head, head, base and so on, so that neither is favoured. */
export function firstOf(pair: number): SideName {
  return pair % 4 === 0 || pair % 4 === 3 ? 'base' : 'head'
}
