import { Command, InvalidArgumentError, Option } from 'commander'
import { scenarios } from '../../scenarios/index.ts'
import { measureFlags, type RawMeasureOptions } from '../bench/measure-options.ts'
import { compareFlags, type RawCompareOptions } from '../cli/compare-options.ts'
import { collect } from '../cli/option-lists.ts'
import { configFlag } from '../cli/with-config.ts'
import { programName } from '../cli/program/program-name.ts'

const mostMinutes = 24 * 60

/** The flags as commander reads them. */
export interface RawAbOptions extends RawMeasureOptions, RawCompareOptions {
  readonly base: string
  readonly head: string
  readonly start?: string
  readonly prepare?: string
  readonly baseEnv: string[]
  readonly headEnv: string[]
  readonly target: 'single' | 'cluster'
  readonly maxMinutes: number
  readonly out?: string
  readonly json: boolean
  readonly functions: boolean
}

/** The command line of `npm run ab`. */
export function abCommand(): Command {
  const flags = measureFlags()
  const judging = compareFlags()
  return new Command(programName('ab'))
    .description('Measures two versions of a gateway in pairs on this host, until it is clear whether head is worse.')
    .argument('[scenario...]', `what to do to them: ${scenarios.map(({ name }) => name).join(', ')}; default fan-out`)
    .requiredOption('--base <version>', 'what to compare with: a folder, a git ref, or a command')
    .requiredOption('--head <version>', 'what to judge: a folder, a git ref, or a command')
    .option('--start <command>', 'starts the gateway in a folder or a checked-out ref; default: the reference gateway')
    .addOption(configFlag())
    .option('--prepare <command>', 'run in a checked-out ref before it is started, such as "npm run build"')
    .option('--base-env <NAME=value>', 'environment of base alone; repeat', collect, [])
    .option('--head-env <NAME=value>', 'environment of head alone; repeat', collect, [])
    .addOption(new Option('--target <name>', 'where').choices(['single', 'cluster']).default('single'))
    .addOption(flags.instances)
    .addOption(flags.adapter)
    .addOption(flags.transport)
    .addOption(flags.profile)
    .addOption(flags.set)
    .option('--max-minutes <n>', 'the most that the pairs may take together', minutes, 10)
    .addOption(judging.limit)
    .addOption(judging.gate)
    .addOption(judging.failOn)
    .addOption(flags.client)
    .addOption(flags.seed)
    .addOption(flags.localAddress)
    .option('--out <folder>', 'where the reports go; default reports/runs/<time>-ab')
    .option(
      '--functions',
      'after the pairs, profile one trial of each version and show which functions grew; --profile without a name is the same',
      false,
    )
    .option('--json', 'print the comparison as JSON instead of the table', false)
}

function minutes(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value > 0 && value <= mostMinutes) return value
  throw new InvalidArgumentError(`Give minutes, more than 0 and at most ${mostMinutes}.`)
}
