import { median } from 'simple-statistics'
import { searchLoad, type Found, type ProbedStep, type SearchPlan } from './search.ts'

/** A search, and how often it is done. */
export interface SearchesPlan extends Omit<SearchPlan, 'stride'> {
  readonly searches: number
}

/** The stride of a first search, which knows nothing. */
const doubling = 2
/** The stride of a later one: the machine's speed wanders by so much between two searches. */
const nearby = 1.1
/** Fractional parts of its multiples spread evenly, however many are taken. */
const goldenRatio = (Math.sqrt(5) - 1) / 2

/**
 * Searches several times, one after the other. Later searches begin near what the earlier ones have found, which saves most of
 * their steps, and enclose the point anew: they offer loads below and above it, further away each time until one is held and one
 * is not. Each begins at another place within the resolution, since on a common grid different points would look the same.
 *
 * Ends early after a first search that did not end at the target, since another one would tell no more, and where interrupted.
 * `begin` is told of each search before it begins, counted from 0.
 */
export async function searchRepeatedly<Step extends ProbedStep>(
  probe: (load: number) => Promise<Step | undefined>,
  plan: SearchesPlan,
  begin: (search: number) => void = () => undefined,
): Promise<readonly Found<Step>[]> {
  const results: Found<Step>[] = []
  for (let search = 0; search < plan.searches; search++) {
    const known = results.flatMap(({ held }) => held ?? [])
    begin(search)
    const result = await searchLoad(probe, { ...plan, ...beginningOf(plan, known, search) })
    results.push(result)
    if (result.end === 'interrupted' || (search === 0 && result.end !== 'saturated')) break
  }
  return results
}

function beginningOf(
  { start, least, most, resolution, round }: SearchesPlan,
  known: readonly number[],
  search: number,
): Pick<SearchPlan, 'start' | 'stride'> {
  if (known.length === 0) return { start, stride: doubling }
  const shift = ((search * goldenRatio) % 1) - 0.5
  const below = (median(known) / nearby) * (1 + resolution) ** shift
  return { start: Math.min(most, Math.max(least, round(below))), stride: nearby ** 2 }
}
