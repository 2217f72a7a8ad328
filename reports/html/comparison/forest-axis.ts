import type { Effect } from '../../compare/comparison.ts'

/** The axis that all relative effects of a table share: no change in the middle, equal ratios equally far from it. */
export interface ForestAxis {
  /** Half of the axis, as the logarithm of a ratio. */
  readonly reach: number
  /** Effects, as shares, that are marked: always no change, and one on each side. */
  readonly ticks: readonly number[]
}

const widest = Math.log(4)
const narrowest = Math.log(1.06)
const room = 1.08
const roundShares = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 2, 3]

/** An axis on which all estimates, bounds and limits have room, up to a factor of 4; what lies beyond becomes an arrow. */
export function forestAxisOf(effects: readonly Effect[]): ForestAxis {
  const shares = effects.flatMap(({ kind, estimate, low, high, limit }) =>
    kind === 'relative' ? [estimate, limit, -limit, ...[low, high].filter((end) => end !== null)] : [],
  )
  const ratios = shares.map((share) => Math.abs(logRatio(share)))
  const reach = Math.min(widest, Math.max(narrowest, ...ratios) * room)
  const within = (share: number) => Math.abs(logRatio(share)) <= reach * 0.85
  const right = roundShares.findLast(within)
  const left = roundShares.map((share) => -share).findLast((share) => share > -1 && within(share))
  return { reach, ticks: [left, 0, right].filter((tick) => tick !== undefined) }
}

/** Where an effect stands, 0 (left end) to 1; below 0 or above 1 where it is beyond the axis. */
export function positionOf(share: number, { reach }: ForestAxis): number {
  return 0.5 + logRatio(share) / (2 * reach)
}

/** To lose everything is infinitely far away. */
function logRatio(share: number): number {
  return share <= -1 ? Number.NEGATIVE_INFINITY : Math.log1p(share)
}
