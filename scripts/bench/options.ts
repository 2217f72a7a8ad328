import { baselineNameProblem } from '../../reports/baseline.ts'
import type { Slo } from '../../reports/slo.ts'
import { scenarios as allScenarios } from '../../scenarios/index.ts'
import type { Profile } from '../../scenarios/parameter.ts'
import { readCommandLine } from '../cli/command-line.ts'
import type { Parsed } from '../cli/parsed.ts'
import { noConfig, type LoadedConfig } from '../config/loaded-config.ts'
import { readSaturate, searchProblems, type SaturateOptions } from '../saturate/options.ts'
import { catalogue } from './catalogue.ts'
import { cellsOf } from './cell.ts'
import { chooseDialect } from './choose-dialect.ts'
import { chooseInstances } from './choose-instances.ts'
import { chooseScenarios } from './choose-scenarios.ts'
import { chooseSlos } from './choose-slos.ts'
import { chooseTargets } from './choose-targets.ts'
import { chooseTransports } from './choose-transports.ts'
import { benchCommand, type RawBenchOptions } from './command.ts'
import { readDialectOverrides } from './dialect-flags.ts'
import { fittingUsual, settingsOf, unfitProblems } from './fitting-scenarios.ts'
import { chooseHarm, type HarmChoice } from './harm-flags.ts'
import { harmProblems } from './harm/harm-problems.ts'
import type { MeasureOptions } from './measure-options.ts'
import { readOwnTarget } from './own-target-flags.ts'

/** What `npm run bench` was asked to do: complete and found fine. */
export interface BenchOptions extends MeasureOptions, HarmChoice {
  /** The configuration that was used, relative to the folder in which the command runs. */
  readonly configFile: string | undefined
  /** What shall be told before anything is measured, a line each. */
  readonly notes: readonly string[]
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

/** What was given on the command line, not by default. */
interface Given {
  readonly instances: number | undefined
  readonly profile: Profile | undefined
}

/**
 * Reads the command line of `npm run bench`, whose flags win over the configuration; files that it names are relative to
 * `folder`. Every problem is found at once, one line each; nothing is printed.
 */
export function parseBenchOptions(
  args: readonly string[],
  config: LoadedConfig = noConfig,
  folder: string = process.cwd(),
): Parsed<BenchOptions> {
  const command = benchCommand()
  const line = readCommandLine(command, args)
  if (line.kind === 'help') return { kind: 'show', text: line.text }
  if (line.kind === 'wrong') return { kind: 'wrong', problems: [line.problem] }
  const raw = command.opts<RawBenchOptions>()
  if (raw.list) return { kind: 'show', text: catalogue(allScenarios) }
  const isGiven = (name: keyof RawBenchOptions): boolean => command.getOptionValueSource(name) === 'cli'
  const given = {
    instances: isGiven('instances') ? raw.instances : undefined,
    profile: isGiven('profile') ? raw.profile : undefined,
  }
  return resolve(command.args, raw, given, config, folder)
}

function resolve(
  args: readonly string[],
  raw: RawBenchOptions,
  given: Given,
  config: LoadedConfig,
  folder: string,
): Parsed<BenchOptions> {
  const problems: string[] = []
  const profile = given.profile ?? config.profile ?? raw.profile
  const dialect = chooseDialect(raw.dialect, config.dialect, readDialectOverrides(raw, problems), problems)
  const named = args.length > 0 ? args : config.scenarios
  const usual = fittingUsual(dialect.choice)
  const names = named.length > 0 ? named : usual.names
  const search = readSaturate(raw, named, problems)
  const settings = [...(search?.settings ?? []), ...settingsOf(config.settings, names), ...raw.set]
  const { scenarios, values } = chooseScenarios(names, profile, settings, problems)
  problems.push(...unfitProblems(scenarios, dialect.choice))
  if (search !== undefined) problems.push(...searchProblems(search.options, values, raw.set))
  const own = readOwnTarget(raw, { instances: given.instances, folder }, problems)
  const isOwnWrong = own === undefined && (raw.url.length > 0 || raw.start !== undefined)
  const chosen = isOwnWrong ? [] : chooseTargets({ names: raw.target, own, config, dialect }, problems)
  const targets = chooseInstances(chosen, { instances: given.instances, adapter: raw.adapter }, problems)
  const transports = chooseTransports(raw.transport, scenarios, problems) ?? config.transports
  const slos = chooseSlos(raw.slo, config.slos, scenarios, problems)
  const nameProblem = raw.saveBaseline === undefined ? undefined : baselineNameProblem(raw.saveBaseline)
  if (nameProblem !== undefined) problems.push(`--save-baseline ${raw.saveBaseline}: ${nameProblem}`)
  const options: BenchOptions = {
    configFile: config.file,
    notes: named.length > 0 ? [] : usual.notes,
    scenarios,
    values,
    targets,
    dialect: dialect.isReference ? undefined : dialect.choice,
    instances: raw.instances,
    adapter: raw.adapter,
    transports,
    profile,
    trials: raw.trials ?? (given.profile === undefined ? config.trials : undefined) ?? defaultTrials[profile],
    repeats: raw.repeats,
    slos,
    client: raw.client,
    seed: raw.seed,
    out: raw.out,
    json: raw.json,
    saveBaseline: raw.saveBaseline,
    localAddresses: raw.localAddress,
    saturate: search?.options,
    ...chooseHarm(raw, config),
  }
  if (problems.length === 0) {
    const { allowHosts, caps } = options
    problems.push(...harmProblems({ cells: cellsOf(options), traits: dialect.choice.traits, allowHosts, caps }))
  }
  return problems.length > 0 ? { kind: 'wrong', problems } : { kind: 'run', options }
}
