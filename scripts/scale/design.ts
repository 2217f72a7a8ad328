import { mix } from '../../scenarios/mix.ts'
import type { WorkloadCell } from '../bench/cell.ts'
import { alone, studyCells, type StudyPlace } from '../study/cells.ts'
import { messageSettings } from '../study/message-load.ts'
import type { ScaleOptions } from './options.ts'

/**
 * Messages per second for each instance: enough that what it does outweighs what it takes to wake up, and little enough that six
 * instances can share a core.
 */
const ratePerInstance = 250

/**
 * One load for each instance, on a single one and on clusters of every size, so that each instance has as many users, rooms and
 * messages of its own whatever the size. Half of the messages go into rooms of 2, which few instances have members of, the other
 * half into rooms of 10, which most have members of.
 */
export function scaleCells({
  adapters,
  instances,
}: Pick<ScaleOptions, 'adapters' | 'instances'>): readonly WorkloadCell[] {
  const places: readonly StudyPlace[] = [
    alone,
    ...adapters.flatMap((adapter) => instances.map((count) => ({ instances: count, adapter }))),
  ]
  const cells = places.map((place) => {
    const rooms = `${50 * place.instances}x2,${10 * place.instances}x10`
    return { scenario: mix, settings: messageSettings({ rooms, rate: ratePerInstance * place.instances }), place }
  })
  return studyCells(cells)
}
