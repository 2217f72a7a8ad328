/** What came of offering a load; `generator`: it could not be offered or measured. */
export type LoadOutcome = 'held' | 'not-held' | 'generator'

/** So many equal outcomes at one load settle it. */
const agreeing = 2

/**
 * What is known of each load that was offered, and the two between which the saturation point lies. A load stands for what most
 * of its trials say; one that has been offered twice with different outcomes is open until a third decides.
 */
export class Bracket {
  readonly #outcomes = new Map<number, LoadOutcome[]>()

  add(load: number, outcome: LoadOutcome): void {
    this.#outcomes.set(load, [...(this.#outcomes.get(load) ?? []), outcome])
  }

  /** The lowest load that does not stand as held. */
  get above(): number | undefined {
    return least([...this.#outcomes.keys()].filter((load) => this.standing(load) !== 'held'))
  }

  /** The highest load that stands as held below {@link above}. */
  get held(): number | undefined {
    const { above = Infinity } = this
    return most([...this.#outcomes.keys()].filter((load) => load < above))
  }

  /** A load that was offered more than once without being settled, if there is one: until it is, nothing follows from it. */
  get contested(): number | undefined {
    return [...this.#outcomes].find(([load, { length }]) => length > 1 && !this.isSettled(load))?.[0]
  }

  /** Whether two trials agree about a load, or three were had and no two agree. */
  isSettled(load: number): boolean {
    const outcomes = this.#outcomes.get(load) ?? []
    return outcomes.length > agreeing || this.#frequency(load, this.standing(load)) >= agreeing
  }

  /**
   * What a load stands for. Half of its trials are not enough for it to be held; three that all differ say as much as one that
   * could not be measured.
   */
  standing(load: number): LoadOutcome {
    const all = this.#outcomes.get(load)?.length ?? 0
    if (this.#frequency(load, 'held') * 2 > all) return 'held'
    return this.#frequency(load, 'not-held') > this.#frequency(load, 'generator') ? 'not-held' : 'generator'
  }

  #frequency(load: number, outcome: LoadOutcome): number {
    return (this.#outcomes.get(load) ?? []).filter((one) => one === outcome).length
  }
}

function least(loads: readonly number[]): number | undefined {
  return loads.length === 0 ? undefined : Math.min(...loads)
}

function most(loads: readonly number[]): number | undefined {
  return loads.length === 0 ? undefined : Math.max(...loads)
}
