import { Command, Option } from 'commander'
import { scenarios as allScenarios } from '../../scenarios/index.ts'
import { cellsOf, type Cell } from '../bench/cell.ts'
import { chooseScenarios } from '../bench/choose-scenarios.ts'
import { chooseTransports } from '../bench/choose-transports.ts'
import { measureFlags, type MeasureOptions, type RawMeasureOptions } from '../bench/measure-options.ts'
import { readCommandLine } from '../cli/command-line.ts'
import { knownName } from '../cli/known-name.ts'
import type { Parsed } from '../cli/parsed.ts'
import { programName } from '../cli/program/program-name.ts'
import { clinicToolNames, clinicTools, type ClinicToolName } from './clinic-tool.ts'

/** What `npm run profile` was asked to do. */
export interface ProfileOptions extends MeasureOptions {
  /** A tool of Clinic, or V8's own CPU profile. */
  readonly tool: ClinicToolName | 'cpuprofile'
  readonly cell: Cell
  readonly out: string | undefined
  readonly open: boolean
}

interface RawOptions extends RawMeasureOptions {
  readonly cpuprofile: boolean
  readonly target: 'single' | 'cluster'
  readonly out?: string
  readonly open: boolean
}

/** Reads the command line of `npm run profile`. Every problem is found at once, one line each; nothing is printed. */
export function parseProfileOptions(args: readonly string[]): Parsed<ProfileOptions> {
  const command = profileCommand()
  const line = readCommandLine(command, args)
  if (line.kind === 'help') return { kind: 'show', text: line.text }
  if (line.kind === 'wrong') return { kind: 'wrong', problems: [line.problem] }
  const raw = command.opts<RawOptions>()
  const problems: string[] = []
  const [tool] = raw.cpuprofile ? (['cpuprofile'] as const) : toolOf(command.args[0], problems)
  const names = raw.cpuprofile ? command.args : command.args.slice(1)
  if (raw.cpuprofile && clinicToolNames.some((name) => name === names[0])) {
    problems.push(`--cpuprofile takes V8's own profile, and ${names[0]} is a tool of Clinic: give one of the two.`)
  } else if (names.length > 1) {
    problems.push(`${names.join(' ')}: one scenario is profiled at a time.`)
  }
  const measured = problems.length > 0 ? undefined : measureOptions(names[0] ?? 'fan-out', raw, problems)
  const cells = measured === undefined || problems.length > 0 ? [] : cellsOf(measured)
  problems.push(...problemsOf(cells, raw, tool))
  const [cell] = cells
  if (problems.length > 0 || measured === undefined || tool === undefined || cell === undefined) {
    return { kind: 'wrong', problems }
  }
  return { kind: 'run', options: { ...measured, tool, cell, out: raw.out, open: raw.open } }
}

function profileCommand(): Command {
  const flags = measureFlags()
  const tools = clinicToolNames.map((name) => `  ${name.padEnd(7)} ${clinicTools[name].tells}`).join('\n')
  return new Command(programName('profile'))
    .description(
      'Runs a gateway under a profiler while a scenario loads it, and shows what its time and memory go into.',
    )
    .argument('[tool]', `a tool of Clinic: ${clinicToolNames.join(', ')}; none with --cpuprofile`)
    .argument('[scenario]', 'what loads it; default fan-out')
    .option(
      '--cpuprofile',
      "V8's own CPU profile instead, of every instance, with its ten most expensive functions",
      false,
    )
    .addOption(new Option('--target <name>', 'where').choices(['single', 'cluster']).default('single'))
    .addOption(flags.instances)
    .addOption(flags.adapter)
    .addOption(flags.transport)
    .addOption(flags.profile)
    .addOption(flags.set)
    .addOption(flags.client)
    .addOption(flags.seed)
    .addOption(flags.localAddress)
    .option('--out <folder>', 'where the output goes; default reports/profiles/<time>-<tool>-<scenario>')
    .option('--no-open', 'do not open the page')
    .addHelpText('after', `\nTools of Clinic (which is no longer developed):\n${tools}`)
}

function toolOf(name: string | undefined, problems: string[]): readonly ClinicToolName[] {
  if (name !== undefined) return knownName('tool', name, clinicToolNames, problems)
  problems.push(`say which tool: ${clinicToolNames.join(', ')}, or --cpuprofile.`)
  return []
}

function measureOptions(name: string, raw: RawOptions, problems: string[]): MeasureOptions {
  const { scenarios, values } = chooseScenarios([name], raw.profile, raw.set, problems)
  const { instances, adapter, profile, client, seed } = raw
  const transports = chooseTransports(raw.transport, scenarios, problems)
  const target = { targets: [raw.target], instances, adapter }
  return { scenarios, values, ...target, transports, profile, client, seed, localAddresses: raw.localAddress }
}

function problemsOf(cells: readonly Cell[], raw: RawOptions, tool: ProfileOptions['tool'] | undefined): string[] {
  const [cell] = cells
  if (cell === undefined) return []
  const { scenario } = cell
  if (scenario.kind === 'journey') {
    const others = allScenarios.filter(({ kind }) => kind !== 'journey').map(({ name }) => name)
    return [
      `${scenario.name}: a journey is run by Artillery and cannot be profiled here; profile ${others.join(', ')}.`,
    ]
  }
  if (cells.length > 1) {
    const names = cells.map(({ transport }) => transport)
    return [
      `${scenario.name} compares ${names.join(', ')}, and one load is profiled at a time: add --transport ${names[0]}.`,
    ]
  }
  if (raw.adapter === 'ipc' && tool !== 'cpuprofile') {
    return [
      '--adapter ipc: Clinic does not follow the workers of a Node cluster; use a redis adapter, or --cpuprofile.',
    ]
  }
  return []
}
