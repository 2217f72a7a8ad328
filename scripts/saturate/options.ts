import { Option } from 'commander'
import type { LoadAxis } from '../../scenarios/load-axis.ts'
import type { ParameterValues } from '../../scenarios/parameter-values.ts'
import { scenarios } from '../../scenarios/index.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { nearestName } from '../../reports/nearest-name.ts'
import { wholeNumber } from '../cli/whole-number.ts'
import { defaultObjectives } from './objectives.ts'

/** A saturation search that was asked for. */
export interface SaturateOptions {
  /** What is raised in each scenario. */
  readonly axes: ReadonlyMap<Scenario, LoadAxis>
  /** How far apart, as a share, the load held and the next one may lie. */
  readonly resolution: number
  readonly searches: number
}

/** The flags of a search as commander reads them. */
export interface RawSaturateOptions {
  /** `true` where no parameter was named; absent where nothing is to be searched. */
  readonly saturate?: string | true
  /** In percent. */
  readonly resolution?: number
  readonly searches?: number
}

const defaultResolution = 3
const coarsestResolution = 50
const defaultSearches = 3
const mostSearches = 100
/** Whether a response time grows is told from three seconds on. */
const shortestWindowMs = 3000

/** The flags of a search. */
export function saturateFlags() {
  return {
    saturate: new Option(
      '--saturate [parameter]',
      `search for the highest load that meets the objectives (default: ${defaultObjectives}; --slo replaces the one about the same); ` +
        'raises the rate, or what is named: connect --saturate users finds how many connections memory and open files allow; --set rate=50 is where it begins',
    ),
    resolution: new Option(
      '--resolution <percent>',
      `how close a search comes to the point; default ${defaultResolution}`,
    ).argParser(wholeNumber(1, coarsestResolution)),
    searches: new Option(
      '--searches <n>',
      `how often it is searched, which gives the interval; default ${defaultSearches}`,
    ).argParser(wholeNumber(1, mostSearches)),
  } as const
}

/** A search as it was asked for, and the settings that suit it, to be applied before those that were given. */
export interface ReadSearch {
  readonly options: SaturateOptions
  readonly settings: readonly string[]
}

/** Reads the flags of a search of the scenarios of such names; every problem is one more line. `undefined`: there is none. */
export function readSaturate(
  raw: RawSaturateOptions & { readonly trials?: number; readonly saveBaseline?: string },
  names: readonly string[],
  problems: string[],
): ReadSearch | undefined {
  const { saturate, resolution = defaultResolution, searches = defaultSearches, trials, saveBaseline } = raw
  if (saturate === undefined) {
    const stray = [
      raw.resolution === undefined ? [] : ['--resolution'],
      raw.searches === undefined ? [] : ['--searches'],
    ]
    problems.push(...stray.flat().map((flag) => `${flag} is about a search: add --saturate.`))
    return undefined
  }
  if (names.length === 0) problems.push('--saturate: name the scenarios to search, as in fan-out --saturate.')
  if (trials !== undefined) problems.push('--trials: a search repeats what decides it by itself; give --searches.')
  if (saveBaseline !== undefined)
    problems.push('--save-baseline: a search is no baseline; no two offer the same loads.')
  const axes = axesOf(
    saturate,
    scenarios.filter(({ name }) => names.includes(name)),
    problems,
  )
  const settings = [...axes].flatMap(([{ name }, { parameter, start, values }]) =>
    Object.entries({ [parameter]: start, ...values }).map(([key, value]) => `${name}.${key}=${String(value)}`),
  )
  return { options: { axes, resolution: resolution / 100, searches }, settings }
}

function axesOf(
  saturate: string | true,
  searched: readonly Scenario[],
  problems: string[],
): ReadonlyMap<Scenario, LoadAxis> {
  const axes = new Map<Scenario, LoadAxis>()
  for (const scenario of searched) {
    const { loads = [], name } = scenario
    const axis = loads.find(({ parameter }) => saturate === true || parameter === saturate)
    if (axis !== undefined) axes.set(scenario, axis)
    else problems.push(`--saturate: ${unknownAxis(name, loads, saturate)}`)
  }
  return axes
}

/** What is wrong with a search, one line each: settings that it overrides, windows too short for it. */
export function searchProblems(
  { axes }: SaturateOptions,
  values: ReadonlyMap<Scenario, ParameterValues>,
  given: readonly string[],
): string[] {
  return [...axes].flatMap(([scenario, axis]) => {
    const own = values.get(scenario)
    if (own === undefined) return []
    const followers = Object.keys(axis.follow?.(axis.start, own) ?? {})
    const overridden = given.filter((setting) =>
      followers.some((name) => setting.startsWith(`${name}=`) || setting.startsWith(`${scenario.name}.${name}=`)),
    )
    const begin = own.number(axis.parameter)
    const window = Object.hasOwn(scenario.parameters, 'window') ? own.number('window') : Infinity
    return [
      ...overridden.map(
        (setting) => `--set ${setting}: a search of ${axis.parameter} chooses that itself; leave it out.`,
      ),
      ...(window < shortestWindowMs
        ? [
            `${scenario.name}: a search needs a window of ${shortestWindowMs} ms at least, to see whether response times grow.`,
          ]
        : []),
      ...(begin > axis.most
        ? [`${scenario.name}: a search of ${axis.parameter} goes up to ${axis.most}; begin below.`]
        : []),
    ]
  })
}

function unknownAxis(scenario: string, loads: readonly LoadAxis[], name: string | true): string {
  if (loads.length === 0) return `${scenario} has no load that could be raised; leave it out.`
  const known = loads.map(({ parameter }) => parameter)
  const nearest = nearestName(String(name), known)
  const hint = nearest === undefined ? `it can raise ${known.join(', ')}.` : `did you mean "${nearest}"?`
  return `${scenario} has no load "${String(name)}": ${hint} Write scenarios before the flag, as in fan-out --saturate.`
}
