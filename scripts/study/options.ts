import { Option, type Command } from 'commander'
import { clientKinds, type ClientKind } from '../../load/client/client-kind.ts'
import { adapters } from '../../target/adapter.ts'
import { wholeNumber } from '../cli/whole-number.ts'

/** What every study can be told. */
export interface StudyOptions {
  readonly trials: number
  /** How often a trial is repeated while it is invalid. */
  readonly repeats: number
  readonly client: ClientKind
  readonly seed: number
  readonly out: string | undefined
  readonly json: boolean
}

const mostTrials = 100

/** The flags of studies; each call makes them anew. */
export function studyFlags(defaults: { readonly trials: number }) {
  return {
    trials: new Option('--trials <n>', 'trials of each workload')
      .argParser(wholeNumber(1, mostTrials))
      .default(defaults.trials),
    repeats: new Option('--repeats <n>', 'how often a trial is repeated while it is invalid')
      .argParser(wholeNumber(0, mostTrials))
      .default(4),
    client: new Option('--client <kind>', 'what makes the connections').choices([...clientKinds]).default('lean'),
    seed: new Option('--seed <n>', 'seed of everything random').argParser(wholeNumber(0, 2 ** 31 - 1)).default(1),
    out: new Option('--out <folder>', 'where the report goes; default reports/runs/<time>-<name>'),
    json: new Option('--json', 'print the report instead of the tables').default(false),
  } as const
}

/** Gives a command the flags of studies, after its own. */
export function withStudyFlags(command: Command, defaults: { readonly trials: number }): Command {
  for (const flag of Object.values(studyFlags(defaults))) command.addOption(flag)
  return command
}

/** The flag for the adapter of a study's clusters: any that carries broadcasts between instances. */
export function adapterFlag(): Option {
  const choices = adapters.filter((name) => name !== 'memory')
  return new Option('--adapter <name>', 'Socket.IO adapter of the clusters').choices(choices).default('redis')
}
