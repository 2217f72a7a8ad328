import type { DialectTraits } from '../../load/client/dialect.ts'
import type { LoadAxis } from '../../scenarios/load-axis.ts'
import type { Cell } from '../bench/cell.ts'
import { isWithin } from '../bench/harm/cap-problems.ts'
import { capsAt, type Caps } from '../bench/harm/caps.ts'
import { cellLoadOf } from '../bench/harm/cell-load.ts'
import { roundedFor, stepCell } from './step-cell.ts'

/** How far below the cap, as a share, a search may have to stop. */
const precision = 0.001

/**
 * The most that a search may offer: what the axis allows, or else the highest load that stays within the caps of the target. The
 * load of the cell, with which the search begins, must be within them.
 */
export function mostWithinCaps(cell: Cell, axis: LoadAxis, traits: DialectTraits, given: Partial<Caps>): number {
  const caps = capsAt(cell.own?.urls ?? [], given)
  if (Object.keys(caps).length === 0) return axis.most
  const round = roundedFor(cell, axis)
  const isFine = (load: number): boolean => isWithin(cellLoadOf(stepCell(cell, axis, load), traits, caps.rate), caps)
  // Upwards by doublings, since to count what a load far beyond the caps asks for takes long.
  let fine = cell.values.number(axis.parameter)
  let beyond = fine
  while (beyond === fine) {
    const next = Math.min(axis.most, round(fine * 2))
    if (isFine(next)) fine = beyond = next
    else beyond = next
    if (fine === axis.most) return fine
  }
  while (beyond / fine > 1 + precision) {
    const middle = round((fine + beyond) / 2)
    if (middle <= fine || middle >= beyond) break
    if (isFine(middle)) fine = middle
    else beyond = middle
  }
  return fine
}
