import { Command, Option } from 'commander'
import { scenarios as allScenarios, usualScenarios } from '../../scenarios/index.ts'
import { collect, commaList } from '../cli/option-lists.ts'
import { programName } from '../cli/program/program-name.ts'
import { wholeNumber } from '../cli/whole-number.ts'
import { configFlag } from '../cli/with-config.ts'
import { saturateFlags, type RawSaturateOptions } from '../saturate/options.ts'
import { catalogue } from './catalogue.ts'
import { dialectFlags, type RawDialectOptions } from './dialect-flags.ts'
import { harmFlags, type RawHarmOptions } from './harm-flags.ts'
import { measureFlags, type RawMeasureOptions } from './measure-options.ts'
import { ownTargetFlags, type RawOwnTargetOptions } from './own-target-flags.ts'

const mostTrials = 1000
const studiesText = `Studies, in place of scenarios, each with flags of its own (--help):
  calibrate  fits what each operation costs; plan works from its report
  scale      measures clusters of several sizes, by adapter`

/** The flags of `bench` as commander reads them. */
export interface RawBenchOptions
  extends RawMeasureOptions, RawSaturateOptions, RawOwnTargetOptions, RawDialectOptions, RawHarmOptions {
  readonly config?: string
  readonly target?: string[]
  readonly trials?: number
  readonly repeats: number
  readonly slo: string[]
  readonly out?: string
  readonly json: boolean
  readonly saveBaseline?: string
  readonly list: boolean
}

/** The command line of `npm run bench`. */
export function benchCommand(): Command {
  const command = new Command(programName('bench'))
    .description('Runs scenarios on targets, prints the figures and writes a report.')
    .argument(
      '[scenario...]',
      `which to run: ${namesOf(allScenarios)}; when none is named those of the configuration, or else ${namesOf(usualScenarios)} as far as they fit the dialect`,
    )
    .addOption(configFlag())
  addGroup(command, 'What is measured:', targetFlags())
  addGroup(command, 'What the users speak:', Object.values(dialectFlags()))
  addGroup(command, 'The load:', loadFlags())
  addGroup(command, 'What is searched for:', Object.values(saturateFlags()))
  addGroup(command, 'What may be asked of other hosts:', Object.values(harmFlags()))
  addGroup(command, 'What is reported:', reportFlags())
  return command.addHelpText('after', () => `\n${studiesText}\n${catalogue(allScenarios)}`)
}

function targetFlags(): Option[] {
  const { instances, adapter } = measureFlags()
  const target = new Option(
    '--target <names>',
    'where: those of the configuration, single, cluster (the reference gateway), external (--url), started (--start); several with commas; default: all of the configuration, or single,cluster',
  ).argParser(commaList)
  instances.default(instances.defaultValue, `${String(instances.defaultValue)} of cluster, 1 of started`)
  return [target, ...Object.values(ownTargetFlags()), instances, adapter]
}

function loadFlags(): Option[] {
  const { profile, set, transport, client, seed, localAddress } = measureFlags()
  const trials = new Option('--trials <n>', 'trials of each measurement; default 1, 3, 6 by profile').argParser(
    wholeNumber(1, mostTrials),
  )
  const repeats = new Option('--repeats <n>', 'how often a trial is repeated while it is invalid')
    .argParser(wholeNumber(0, mostTrials))
    .default(4)
  return [profile, set, transport, trials, repeats, client, seed, localAddress]
}

function reportFlags(): Option[] {
  return [
    new Option('--slo <bound>', 'an objective such as delivery.p99<250; missed: exit code 1; repeat')
      .argParser(collect)
      .default([]),
    new Option('--out <folder>', 'where the report goes; default reports/runs/<time>-<name>'),
    new Option('--save-baseline <name>', 'keep the report to compare others with: compare --baseline <name>'),
    new Option('--json', 'print the report instead of the table').default(false),
    new Option('--list', 'show the scenarios and their parameters').default(false),
  ]
}

function addGroup(command: Command, heading: string, options: readonly Option[]): void {
  for (const option of options) command.addOption(option.helpGroup(heading))
}

function namesOf(scenarios: readonly { readonly name: string }[]): string {
  return scenarios.map(({ name }) => name).join(', ')
}
