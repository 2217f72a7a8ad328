import { seededRandom } from '../../load/random.ts'
import type { Cell, PlannedTrial } from '../bench/cell.ts'

/**
 * The order of the trials of a study: round after round, each cell once per round and each round in an order of its own, so that
 * what the machine does meanwhile falls on all cells alike.
 */
export function shuffledRounds(cells: readonly Cell[], trials: number, seed: number): readonly PlannedTrial[] {
  const random = seededRandom(seed)
  return Array.from({ length: trials }, (_, round) =>
    shuffled(cells, random).map((cell) => ({ cell, trial: round + 1 })),
  ).flat()
}

/** Fisher and Yates, as Knuth gives it: The Art of Computer Programming, volume 2, algorithm 3.4.2P. */
function shuffled<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    const moved = order[last] as Item
    order[last] = order[other] as Item
    order[other] = moved
  }
  return order
}
