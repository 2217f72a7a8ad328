import { fanOut } from '../../scenarios/fan-out.ts'
import type { WorkloadCell } from '../bench/cell.ts'
import { studyCells } from './cells.ts'

/** Longer than any study lasts, in milliseconds. */
const longest = 2 * 3_600_000

/**
 * The load that runs beside every trial of a study: 20 messages per second into a room of 400. Deliveries in bursts cost the same
 * whatever runs beside them; many small messages do not, since each wakes the gateway, and what waking costs depends on how
 * busy the CPU is otherwise. It takes about a tenth of a core.
 */
export function referenceCell(): WorkloadCell {
  const settings = { rooms: 1, members: 400, rate: 20, window: longest, warmUp: 0 }
  const [cell] = studyCells([{ scenario: fanOut, settings }])
  if (cell === undefined) throw new Error('no cell was made')
  return cell
}
