import { Command, Option } from 'commander'
import { transports, type Transport } from '../../load/client/chat-client.ts'
import { clientKinds, type ClientKind } from '../../load/client/client-kind.ts'
import { nearestName } from '../../reports/nearest-name.ts'
import { parseSlo, type Slo } from '../../reports/slo.ts'
import { scenarios as allScenarios } from '../../scenarios/index.ts'
import { profiles, type Profile } from '../../scenarios/parameter.ts'
import type { ParameterValues } from '../../scenarios/parameter-values.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { adapters, type Adapter } from '../../target/adapter.ts'
import { readCommandLine } from '../cli/command-line.ts'
import { wholeNumber } from '../cli/whole-number.ts'
import { catalogue } from './catalogue.ts'
import { applySettings } from './settings.ts'

/** The targets that a bench can be run on. */
export type TargetName = 'single' | 'cluster' | 'external'

/** What `npm run bench` was asked to do: complete and found fine. */
export interface BenchOptions {
  readonly scenarios: readonly Scenario[]
  readonly values: ReadonlyMap<Scenario, ParameterValues>
  readonly targets: readonly TargetName[]
  readonly urls: readonly string[]
  readonly instances: number
  readonly adapter: Adapter | undefined
  /** `undefined`: each scenario's own, which is websocket for those that do not compare. */
  readonly transports: readonly Transport[] | undefined
  readonly profile: Profile
  readonly trials: number
  /** How often a trial is repeated while it is invalid. */
  readonly repeats: number
  readonly slos: readonly Slo[]
  readonly client: ClientKind
  readonly seed: number
  readonly out: string | undefined
  readonly json: boolean
  readonly localAddresses: readonly string[]
}

/** What came of reading the command line. */
export type ParsedOptions =
  | { readonly kind: 'run'; readonly options: BenchOptions }
  | { readonly kind: 'show'; readonly text: string }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }

const defaultTrials: Readonly<Record<Profile, number>> = { smoke: 1, standard: 3, full: 6 }
const targetNames: readonly TargetName[] = ['single', 'cluster', 'external']
const mostTrials = 1000
const mostInstances = 31

interface RawOptions {
  readonly target: string[]
  readonly url: string[]
  readonly instances: number
  readonly adapter?: Adapter
  readonly transport?: string[]
  readonly profile: Profile
  readonly trials?: number
  readonly repeats: number
  readonly set: string[]
  readonly slo: string[]
  readonly client: ClientKind
  readonly seed: number
  readonly out?: string
  readonly json: boolean
  readonly list: boolean
  readonly localAddress: string[]
}

/** Reads the command line of `npm run bench`. Every problem is found at once, one line each; nothing is printed. */
export function parseBenchOptions(args: readonly string[]): ParsedOptions {
  const command = benchCommand()
  const line = readCommandLine(command, args)
  if (line.kind === 'help') return { kind: 'show', text: line.text }
  if (line.kind === 'wrong') return { kind: 'wrong', problems: [line.problem] }
  const raw = command.opts<RawOptions>()
  if (raw.list) return { kind: 'show', text: catalogue(allScenarios) }
  const isTargetGiven = command.getOptionValueSource('target') === 'cli'
  return resolve(command.args, { ...raw, target: raw.url.length > 0 && !isTargetGiven ? ['external'] : raw.target })
}

function benchCommand(): Command {
  return new Command('npm run bench --')
    .description('Runs scenarios on targets, prints the figures and writes a report.')
    .argument(
      '[scenario...]',
      `which to run: ${allScenarios.map(({ name }) => name).join(', ')}; all when none is named`,
    )
    .option('--target <names>', `where: ${targetNames.join(', ')}; several with commas`, commaList, [
      'single',
      'cluster',
    ])
    .option('--url <url>', 'an instance that runs already (target external); repeat for several', collect, [])
    .option('--instances <n>', 'instances of the cluster', wholeNumber(1, mostInstances), 2)
    .addOption(new Option('--adapter <name>', 'Socket.IO adapter of the cluster; default redis').choices([...adapters]))
    .option('--transport <names>', `how users connect: ${transports.join(', ')}; several with commas`, commaList)
    .addOption(new Option('--profile <name>', 'how much time it may take').choices([...profiles]).default('standard'))
    .option('--trials <n>', 'trials of each measurement; default 1, 3, 6 by profile', wholeNumber(1, mostTrials))
    .option('--repeats <n>', 'how often a trial is repeated while it is invalid', wholeNumber(0, mostTrials), 4)
    .option(
      '--set <name=value>',
      'a scenario parameter, for all scenarios that have it, or scenario.name=value; repeat',
      collect,
      [],
    )
    .option('--slo <bound>', 'an objective such as delivery.p99<250; missed: exit code 1; repeat', collect, [])
    .addOption(new Option('--client <kind>', 'what makes the connections').choices([...clientKinds]).default('lean'))
    .option('--seed <n>', 'seed of everything random', wholeNumber(0, 2 ** 31 - 1), 1)
    .option(
      '--local-address <ip>',
      'source address of connections; repeat for more than 25,000 users per instance',
      collect,
      [],
    )
    .option('--out <folder>', 'where the report goes; default reports/runs/<time>-<name>')
    .option('--json', 'print the report instead of the table', false)
    .option('--list', 'show the scenarios and their parameters', false)
    .addHelpText('after', () => `\n${catalogue(allScenarios)}`)
}

function resolve(names: readonly string[], raw: RawOptions): ParsedOptions {
  const problems: string[] = []
  const chosen = names.length === 0 ? allScenarios : names.flatMap((name) => findScenario(name, problems) ?? [])
  const scenarios = [...new Set(chosen)]
  const targets = raw.target.flatMap((name) => known('--target', name, targetNames, problems))
  if (targets.includes('external') !== raw.url.length > 0) {
    problems.push('--target external and --url http://127.0.0.1:3000 go together: give both, or --url alone.')
  }
  const chosenTransports = raw.transport?.flatMap((name) => known('--transport', name, transports, problems))
  const { values, problems: settingProblems } = applySettings(scenarios, raw.profile, raw.set)
  if (scenarios.length > 0) problems.push(...settingProblems)
  for (const [scenario, given] of values) {
    problems.push(...scenario.check(given).map((problem) => `${scenario.name}: ${problem}`))
  }
  const slos = raw.slo.flatMap((text) => readSlo(text, scenarios, problems))
  if (problems.length > 0) return { kind: 'wrong', problems }
  return {
    kind: 'run',
    options: {
      scenarios,
      values,
      targets: [...new Set(targets)],
      urls: raw.url,
      instances: raw.instances,
      adapter: raw.adapter,
      transports: chosenTransports && [...new Set(chosenTransports)],
      profile: raw.profile,
      trials: raw.trials ?? defaultTrials[raw.profile],
      repeats: raw.repeats,
      slos,
      client: raw.client,
      seed: raw.seed,
      out: raw.out,
      json: raw.json,
      localAddresses: raw.localAddress,
    },
  }
}

function findScenario(name: string, problems: string[]): Scenario | undefined {
  const found = allScenarios.find((scenario) => scenario.name === name)
  if (found === undefined)
    known(
      'scenario',
      name,
      allScenarios.map((scenario) => scenario.name),
      problems,
    )
  return found
}

/** The name, if it is one of those; otherwise nothing, and a problem. */
function known<Name extends string>(what: string, name: string, names: readonly Name[], problems: string[]): Name[] {
  const found = names.find((candidate) => candidate === name)
  if (found !== undefined) return [found]
  const nearest = nearestName(name, names)
  const hint = nearest === undefined ? `there are ${names.join(', ')}.` : `did you mean "${nearest}"?`
  problems.push(`${what} ${name}: there is none of that name; ${hint}`)
  return []
}

function readSlo(text: string, scenarios: readonly Scenario[], problems: string[]): Slo[] {
  try {
    const slo = parseSlo(text)
    if (slo.scenario === undefined || scenarios.some(({ name }) => name === slo.scenario)) return [slo]
    problems.push(`--slo ${text}: the scenario "${slo.scenario}" is not among those to run.`)
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error))
  }
  return []
}

function commaList(text: string): string[] {
  return text.split(',').map((part) => part.trim())
}

function collect(text: string, before: string[]): string[] {
  return [...before, text]
}
