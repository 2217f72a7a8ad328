import { Command } from 'commander'
import { baselineNameProblem } from '../../reports/baseline.ts'
import { parseSlo, type Slo } from '../../reports/slo.ts'
import { scenarios as allScenarios, usualScenarios } from '../../scenarios/index.ts'
import type { Profile } from '../../scenarios/parameter.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { readCommandLine } from '../cli/command-line.ts'
import { knownName } from '../cli/known-name.ts'
import { collect, commaList } from '../cli/option-lists.ts'
import { wholeNumber } from '../cli/whole-number.ts'
import type { Parsed } from '../cli/parsed.ts'
import { programName } from '../cli/program/program-name.ts'
import {
  readSaturate,
  saturateFlags,
  searchProblems,
  type RawSaturateOptions,
  type SaturateOptions,
} from '../saturate/options.ts'
import { catalogue } from './catalogue.ts'
import { chooseScenarios } from './choose-scenarios.ts'
import { chooseTransports } from './choose-transports.ts'
import type { ExternalTarget } from './own-target.ts'
import {
  measureFlags,
  type MeasureOptions,
  type RawMeasureOptions,
  type ReferenceTargetName,
} from './measure-options.ts'

/** What `npm run bench` was asked to do: complete and found fine. */
export interface BenchOptions extends MeasureOptions {
  readonly trials: number
  /** How often a trial is repeated while it is invalid. */
  readonly repeats: number
  readonly slos: readonly Slo[]
  readonly out: string | undefined
  readonly json: boolean
  /** The name of the baseline that the report shall become. */
  readonly saveBaseline: string | undefined
  /** The search for a saturation point; `undefined`: every scenario is measured at its own load. */
  readonly saturate: SaturateOptions | undefined
}

const defaultTrials: Readonly<Record<Profile, number>> = { smoke: 1, standard: 3, full: 6 }
const targetNames: readonly (ReferenceTargetName | 'external')[] = ['single', 'cluster', 'external']
const mostTrials = 1000
const studiesText = `Studies, in place of scenarios, each with flags of its own (--help):
  calibrate  fits what each operation costs; plan works from its report
  scale      measures clusters of several sizes, by adapter`

interface RawOptions extends RawMeasureOptions, RawSaturateOptions {
  readonly target: string[]
  readonly url: string[]
  readonly trials?: number
  readonly repeats: number
  readonly slo: string[]
  readonly out?: string
  readonly json: boolean
  readonly saveBaseline?: string
  readonly list: boolean
}

/** Reads the command line of `npm run bench`. Every problem is found at once, one line each; nothing is printed. */
export function parseBenchOptions(args: readonly string[]): Parsed<BenchOptions> {
  const command = benchCommand()
  const line = readCommandLine(command, args)
  if (line.kind === 'help') return { kind: 'show', text: line.text }
  if (line.kind === 'wrong') return { kind: 'wrong', problems: [line.problem] }
  const raw = command.opts<RawOptions>()
  if (raw.list) return { kind: 'show', text: catalogue(allScenarios) }
  const isTargetGiven = command.getOptionValueSource('target') === 'cli'
  return resolve(command.args, { ...raw, target: raw.url.length > 0 && !isTargetGiven ? ['external'] : raw.target })
}

/** The command line of `npm run bench`. */
export function benchCommand(): Command {
  const flags = { ...measureFlags(), ...saturateFlags() }
  return new Command(programName('bench'))
    .description('Runs scenarios on targets, prints the figures and writes a report.')
    .argument(
      '[scenario...]',
      `which to run: ${namesOf(allScenarios).join(', ')}; ${namesOf(usualScenarios).join(', ')} when none is named`,
    )
    .option('--target <names>', `where: ${targetNames.join(', ')}; several with commas`, commaList, [
      'single',
      'cluster',
    ])
    .option('--url <url>', 'an instance that runs already (target external); repeat for several', collect, [])
    .addOption(flags.instances)
    .addOption(flags.adapter)
    .addOption(flags.transport)
    .addOption(flags.profile)
    .option('--trials <n>', 'trials of each measurement; default 1, 3, 6 by profile', wholeNumber(1, mostTrials))
    .option('--repeats <n>', 'how often a trial is repeated while it is invalid', wholeNumber(0, mostTrials), 4)
    .addOption(flags.set)
    .option('--slo <bound>', 'an objective such as delivery.p99<250; missed: exit code 1; repeat', collect, [])
    .addOption(flags.saturate)
    .addOption(flags.resolution)
    .addOption(flags.searches)
    .addOption(flags.client)
    .addOption(flags.seed)
    .addOption(flags.localAddress)
    .option('--out <folder>', 'where the report goes; default reports/runs/<time>-<name>')
    .option('--save-baseline <name>', 'keep the report to compare others with: compare --baseline <name>')
    .option('--json', 'print the report instead of the table', false)
    .option('--list', 'show the scenarios and their parameters', false)
    .addHelpText('after', () => `\n${studiesText}\n${catalogue(allScenarios)}`)
}

function resolve(names: readonly string[], raw: RawOptions): Parsed<BenchOptions> {
  const problems: string[] = []
  const asked = names.length === 0 ? namesOf(usualScenarios) : names
  const search = readSaturate(raw, names, problems)
  const settings = [...(search?.settings ?? []), ...raw.set]
  const { scenarios, values } = chooseScenarios(asked, raw.profile, settings, problems)
  if (search !== undefined) problems.push(...searchProblems(search.options, values, raw.set))
  const targets = raw.target.flatMap((name) => knownName('--target', name, targetNames, problems))
  if (targets.includes('external') !== raw.url.length > 0) {
    problems.push('--target external and --url http://127.0.0.1:3000 go together: give both, or --url alone.')
  }
  const chosenTransports = chooseTransports(raw.transport, scenarios, problems)
  const slos = raw.slo.flatMap((text) => readSlo(text, scenarios, problems))
  const nameProblem = raw.saveBaseline === undefined ? undefined : baselineNameProblem(raw.saveBaseline)
  if (nameProblem !== undefined) problems.push(`--save-baseline ${raw.saveBaseline}: ${nameProblem}`)
  if (problems.length > 0) return { kind: 'wrong', problems }
  return {
    kind: 'run',
    options: {
      scenarios,
      values,
      targets: [...new Set(targets)].map((name) => (name === 'external' ? externalAt(raw.url) : name)),
      instances: raw.instances,
      adapter: raw.adapter,
      transports: chosenTransports,
      profile: raw.profile,
      trials: raw.trials ?? defaultTrials[raw.profile],
      repeats: raw.repeats,
      slos,
      client: raw.client,
      seed: raw.seed,
      out: raw.out,
      json: raw.json,
      saveBaseline: raw.saveBaseline,
      localAddresses: raw.localAddress,
      saturate: search?.options,
    },
  }
}

function externalAt(urls: readonly string[]): ExternalTarget {
  return { kind: 'external', name: 'external', urls, metricsUrls: [], tls: undefined }
}

function namesOf(scenarios: readonly Scenario[]): string[] {
  return scenarios.map(({ name }) => name)
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
