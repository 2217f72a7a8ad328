import { mix } from '../../scenarios/mix.ts'
import type { Adapter } from '../../target/adapter.ts'
import type { WorkloadCell } from '../bench/cell.ts'
import { alone, studyCells, type StudyPlace } from '../study/cells.ts'
import { messageSettings, type MessageLoad } from '../study/message-load.ts'

/**
 * Workloads that no calibration measures: other sizes of rooms, other rates, other payloads, mixtures of rooms and of transports, on
 * one instance and on clusters. All lie within what a calibration covers, since beyond it nothing is claimed. Whoever changes the
 * model after having seen its errors on these has to put others in their place: they are then no longer held out.
 */
const heldOut: readonly (readonly [load: MessageLoad, instances: number])[] = [
  [{ rooms: '150x3', rate: 500 }, 1],
  [{ rooms: '3x150', rate: 40 }, 1],
  [{ rooms: '25x30', rate: 120, payload: 2048 }, 1],
  [{ rooms: '80x6,2x200', rate: 150, upgrade: 0.4 }, 1],
  [{ rooms: '12x25', rate: 50, polling: 0.4 }, 1],
  [{ rooms: '50x8,1x250', rate: 120, polling: 0.15, acknowledged: 'yes' }, 1],
  [{ rooms: '1x400,150x2', rate: 60, payload: 256 }, 1],
  [{ rooms: '30x15', rate: 250 }, 2],
  [{ rooms: '200x2,4x80', rate: 140, upgrade: 0.3 }, 2],
  [{ rooms: '16x30', rate: 90, payload: 6144 }, 2],
  [{ rooms: '20x12', rate: 100, polling: 0.3 }, 2],
  [{ rooms: '15x36', rate: 120 }, 3],
]

/** The workloads on which a model is checked, on one instance and on clusters with an adapter. */
export function heldOutCells(adapter: Adapter): readonly WorkloadCell[] {
  const placeOf = (instances: number): StudyPlace => (instances === 1 ? alone : { instances, adapter })
  return studyCells(
    heldOut.map(([load, instances]) => ({ scenario: mix, settings: messageSettings(load), place: placeOf(instances) })),
  )
}
