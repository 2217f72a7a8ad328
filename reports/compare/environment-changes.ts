import { formatNumber } from '../render/number-format.ts'
import type { Environment, Report } from '../report.ts'
import type { EnvironmentChange } from './comparison.ts'
import { differenceText } from './match-results.ts'

/** What decides how fast anything runs: figures of two of these are not of the same thing. */
const preventing: Readonly<Record<string, string>> = {
  cpu: 'the CPU model',
  cores: 'the number of cores',
  node: 'the version of Node',
  platform: 'the platform',
  client: 'the client of the generator',
}

/**
 * The fields of the environment in which two reports differ. Versions of packages, of Redis, of the kernel and of the tool do not
 * prevent a comparison: they are what one may want to compare. V8 is left out, since it goes with Node. The load before
 * the run is told where it differs by half of the cores or more.
 */
export function environmentChanges(base: Report, head: Report): EnvironmentChange[] {
  const [from, to] = [fieldsOf(base), fieldsOf(head)]
  const fields = new Set([...from.keys(), ...to.keys()])
  const changes = [...fields].flatMap((field) => {
    const [before, after] = [from.get(field) ?? 'absent', to.get(field) ?? 'absent']
    return before === after ? [] : [{ field, base: before, head: after, prevents: Object.hasOwn(preventing, field) }]
  })
  return [...changes, ...loadChange(base.environment, head.environment)]
}

/** One clause for each change that prevents a comparison. */
export function preventingClauses(changes: readonly EnvironmentChange[]): string[] {
  return changes
    .filter(({ prevents }) => prevents)
    .map(({ field, base, head }) => differenceText(preventing[field] ?? field, base, head))
}

function fieldsOf({ environment, options, tool }: Report): Map<string, string> {
  const { client } = options
  const { redis } = environment
  return new Map([
    ['cpu', environment.cpu],
    ['cores', String(environment.cores)],
    ['node', environment.node],
    ['platform', environment.platform],
    ...(client === undefined ? [] : ([['client', String(client)]] as const)),
    ['memory', `${formatNumber(environment.memory / 2 ** 30, 1)} GiB`],
    ['kernel', environment.kernel],
    ...(redis === undefined ? [] : ([['redis', `${redis.version} (${redis.source})`]] as const)),
    ...Object.entries(environment.placement).map(
      ([process, cpus]) => [`placement.${process}`, `CPU ${cpus.join(', ')}`] as const,
    ),
    ...Object.entries(environment.packages).map(([name, version]) => [`packages.${name}`, version] as const),
    ['tool.version', tool.version],
    ...(tool.commit === undefined ? [] : ([['tool.commit', commitText(tool.commit, tool.dirty)]] as const)),
  ])
}

function commitText(commit: string, dirty = false): string {
  return dirty ? `${commit} with changes` : commit
}

function loadChange(base: Environment, head: Environment): EnvironmentChange[] {
  const [before] = base.loadAverage
  const [after] = head.loadAverage
  if (Math.abs(before - after) < Math.min(base.cores, head.cores) / 2) return []
  return [{ field: 'loadAverage', base: formatNumber(before, 2), head: formatNumber(after, 2), prevents: false }]
}
