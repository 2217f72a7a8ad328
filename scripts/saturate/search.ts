import type { SaturationSearch } from '../../reports/saturation.ts'
import { Bracket, type LoadOutcome } from './bracket.ts'

/** What a search knows of one load that was offered once. */
export interface ProbedStep {
  readonly load: number
  readonly outcome: LoadOutcome
}

/** Where a search begins and how far it goes; loads in the unit of the parameter. */
export interface SearchPlan {
  /** The first load, and the factor to the second one, up or down; it is squared with each further one, up to a doubling. */
  readonly start: number
  readonly stride: number
  /** The least and the most load that may be offered. */
  readonly least: number
  readonly most: number
  /** How far apart the load held and the next one may lie in the end, as a share. */
  readonly resolution: number
  /** Makes a load one that can be offered: a whole number of users, say. */
  readonly round: (load: number) => number
}

/** What a search found. */
export interface Found<Step extends ProbedStep> {
  readonly end: SaturationSearch['end']
  /** The highest load that was held and confirmed; `undefined` where none was, or where the search was interrupted. */
  readonly held: number | undefined
  readonly steps: readonly Step[]
}

const widestStride = 2
/** While more than this lies between the loads held and not held, the latter decides much and is confirmed at once. */
const farAbove = 1.1

/**
 * Searches for the highest load that is held. Goes up by strides until a load is not held (or down until one is), then halves
 * the distance on a logarithmic scale until it is within the resolution. What decides is confirmed: loads that are not held while
 * the distance is large, and the two at the end. Two trials of three have to agree, and where they overturn the first one, the
 * search goes on from there. So a trial that a noisy machine has spoiled costs steps and not the result.
 *
 * `probe` offers a load once and gives `undefined` where it was interrupted.
 */
export async function searchLoad<Step extends ProbedStep>(
  probe: (load: number) => Promise<Step | undefined>,
  plan: SearchPlan,
): Promise<Found<Step>> {
  const bracket = new Bracket()
  const steps: Step[] = []
  for (let stride = plan.stride; ;) {
    const next = nextLoad(bracket, plan, stride)
    if (typeof next !== 'number') return { ...next, steps }
    const isOutside = bracket.held === undefined || bracket.above === undefined
    if (isOutside && steps.length > 0) stride = Math.min(widestStride, stride ** 2)
    const step = await probe(next)
    if (step === undefined) return { end: 'interrupted', held: undefined, steps }
    steps.push(step)
    bracket.add(next, step.outcome)
  }
}

/** The load to offer next, or how the search has ended. */
function nextLoad(
  bracket: Bracket,
  { start, least, most, resolution, round }: SearchPlan,
  stride: number,
): number | Pick<Found<ProbedStep>, 'end' | 'held'> {
  const { held, above, contested } = bracket
  if (contested !== undefined) return contested
  const open = [held, above].find((load) => load !== undefined && !bracket.isSettled(load))
  if (held === undefined && above === undefined) return start
  if (above === undefined) {
    if (held !== undefined && held < most) return Math.min(most, round(held * stride))
    return open ?? { end: 'most', held }
  }
  if (held === undefined) {
    if (above > least) return Math.max(least, round(above / stride))
    return open ?? { end: 'nothing-held', held: undefined }
  }
  const middle = round(Math.sqrt(held * above))
  if (above / held > farAbove && !bracket.isSettled(above)) return above
  if (above / held > 1 + resolution && middle > held && middle < above) return middle
  return open ?? { end: bracket.standing(above) === 'generator' ? 'generator' : 'saturated', held }
}
