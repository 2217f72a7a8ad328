/** When one member was in a room, by the common clock; the member is numbered over all workers. */
export interface Stay {
  readonly member: number
  readonly from: number
  /** Not included. */
  readonly to: number
}

/** How doubtful moments are told from certain ones, in microseconds. */
export interface Doubt {
  /** How long a message that was sent before somebody left may be under way. */
  readonly grace: number
  /** How far the clocks of two workers may disagree. */
  readonly clockMargin: number
}

/** Whether a member was owed what was sent at some moment: `edge` where it was just coming or going. */
export type Standing = 'certain' | 'edge' | 'absent'

interface Change {
  readonly at: number
  readonly member: number
  readonly certain: -1 | 0 | 1
  readonly near: -1 | 0 | 1
}

/** Who is in one room, at moments that are asked for in order. */
export class Presence {
  /** Members who are certainly in. */
  certain = 0
  readonly #changes: readonly Change[]
  readonly #certain = new Map<number, number>()
  readonly #near = new Map<number, number>()
  #next = 0

  constructor(stays: readonly Stay[], { grace, clockMargin }: Doubt) {
    const around = grace + clockMargin
    this.#changes = stays
      .flatMap(({ member, from, to }): Change[] => {
        const near: Change[] = [
          { at: from - around, member, certain: 0, near: 1 },
          { at: to + around, member, certain: 0, near: -1 },
        ]
        if (from + clockMargin >= to - grace) return near
        return [
          ...near,
          { at: from + clockMargin, member, certain: 1, near: 0 },
          { at: to - grace, member, certain: -1, near: 0 },
        ]
      })
      .sort((a, b) => a.at - b.at)
  }

  /** Goes on to a moment, which must not lie before the last one. */
  advance(to: number): void {
    for (let change = this.#changes[this.#next]; change !== undefined && change.at <= to;) {
      this.certain += change.certain
      add(this.#certain, change.member, change.certain)
      add(this.#near, change.member, change.near)
      change = this.#changes[++this.#next]
    }
  }

  standing(member: number): Standing {
    if ((this.#certain.get(member) ?? 0) > 0) return 'certain'
    return (this.#near.get(member) ?? 0) > 0 ? 'edge' : 'absent'
  }
}

function add(counts: Map<number, number>, member: number, n: number): void {
  if (n !== 0) counts.set(member, (counts.get(member) ?? 0) + n)
}

/** How many messages of a sorted list of send times were sent while a stay made a member certain: a recount of `Presence`. */
export function certainSends(sent: readonly number[], { from, to }: Stay, { grace, clockMargin }: Doubt): number {
  return Math.max(0, lowerBound(sent, to - grace) - lowerBound(sent, from + clockMargin))
}

function lowerBound(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
