import { median } from 'simple-statistics'
import type { ProbedStep } from './search.ts'

/** A step with the CPU time that the generator took for a piece of work that is always the same. */
export interface WitnessedStep extends ProbedStep {
  readonly witness?: number
}

/** What a search found, in as far as its speed matters. */
export interface WitnessedSearch {
  readonly held: number | undefined
  readonly steps: readonly WitnessedStep[]
}

/** Steps further below the point were offered at another time, and a delivery costs less the more there are. */
const nearShare = 0.95

/**
 * Restates what each search found at the median speed of the machine during the run: found load x witness of the search / median
 * witness. `undefined` where a search that found something has no witness, or there are not two to compare.
 *
 * A shared machine that is a tenth slower for some minutes makes gateway and generator slower alike (on the machine this was made
 * on, their costs from one trial to the next correlate by 0.90 to 0.97), so what the generator pays for a delivery tells by how
 * much. This is the figure that is told, always and not only where it scatters less: choosing the better of two after having
 * seen both would make every interval too narrow. Simulated (test/scripts/saturate/speed.test.ts), it halves the scatter between
 * searches where both wander together, costs next to nothing where neither does or only the gateway, and does
 * harm where only the generator wanders; so it is not used for targets on other machines.
 *
 * The witness of a search is the median over steps at its point that were held: an overloaded gateway delivers in bursts, which
 * are cheaper to take in.
 */
export function atMedianSpeed(searches: readonly WitnessedSearch[]): readonly (number | undefined)[] | undefined {
  const witnesses = searches.map(witnessOf)
  const known = witnesses.filter((witness) => witness !== undefined)
  if (known.length < 2 || searches.some(({ held }, n) => held !== undefined && witnesses[n] === undefined)) {
    return undefined
  }
  const usual = median(known)
  return searches.map(({ held }, n) => held && (held * (witnesses[n] ?? usual)) / usual)
}

function witnessOf({ held, steps }: WitnessedSearch): number | undefined {
  if (held === undefined) return undefined
  const near = steps.filter(({ load, outcome }) => outcome === 'held' && load >= held * nearShare)
  const witnesses = near.flatMap(({ witness }) => witness ?? [])
  return witnesses.length === 0 ? undefined : median(witnesses)
}
