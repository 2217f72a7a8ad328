import type { AbOptions } from '../options.ts'
import { bothSides, sides, type Sides } from '../side.ts'
import type { VersionPlan } from './prepare.ts'
import { findStart } from './start-command.ts'
import { findVersion, type VersionPlace, type VersionSource } from './version-source.ts'

/** What came of looking for the two versions. */
export type PlannedVersions =
  | { readonly kind: 'found'; readonly plans: Sides<VersionPlan> }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }

type Found = { readonly plan: VersionPlan } | { readonly problem: string }

/** Finds both versions and how they are started. Nothing is checked out or started yet; every problem is found at once. */
export async function planVersions(
  options: Pick<AbOptions, 'versions' | 'start' | 'prepare' | 'env'>,
  place: VersionPlace,
): Promise<PlannedVersions> {
  const sources = await bothSides((side) => findVersion(options.versions[side], place))
  const found = await bothSides(async (side): Promise<Found> => {
    const source = sources[side]
    if (typeof source === 'string') return { problem: `--${side} ${options.versions[side]}: ${source}` }
    const start = await findStart(source, options.start)
    if (typeof start === 'string') return { problem: `--${side} ${options.versions[side]}: ${start}` }
    return { plan: { side, source, start, env: options.env[side] } }
  })
  const { base, head } = found
  const unused = unusedFlags(
    options,
    sides.flatMap((side) => sourceOf(sources[side])),
  )
  if ('plan' in base && 'plan' in head && unused.length === 0) {
    return { kind: 'found', plans: { base: base.plan, head: head.plan } }
  }
  return { kind: 'wrong', problems: [...sides.flatMap((side) => problemOf(found[side])), ...unused] }
}

/** What was asked for and concerns neither version. */
function unusedFlags(
  { start, prepare }: Pick<AbOptions, 'start' | 'prepare'>,
  sources: readonly VersionSource[],
): string[] {
  if (sources.length < sides.length) return []
  const problems: string[] = []
  if (start !== undefined && sources.every(({ kind }) => kind === 'command')) {
    problems.push('--start: both versions are commands already; leave it out.')
  }
  if (prepare !== undefined && sources.every(({ kind }) => kind !== 'ref')) {
    problems.push('--prepare: it is run in a git ref that was checked out, and neither version is one; leave it out.')
  }
  return problems
}

function sourceOf(source: VersionSource | string): VersionSource[] {
  return typeof source === 'string' ? [] : [source]
}

function problemOf(found: Found): string[] {
  return 'problem' in found ? [found.problem] : []
}
