import type { LoadedConfig } from '../config/loaded-config.ts'
import { loadConfig, type ConfigLoading, type ConfigPlace } from '../config/load-config.ts'
import { Option } from 'commander'
import { configNames } from '../config/find-config.ts'
import type { Parsed } from './parsed.ts'

/** The flag that names a configuration. */
export function configFlag(): Option {
  return new Option(
    '--config <file>',
    `the configuration; default: ${configNames[0]} of this folder, or one that ends in .js, .json or .yml`,
  )
}

/** Where a command runs. */
export type CommandPlace = Pick<ConfigPlace, 'folder' | 'env'>

/**
 * Reads a command line together with the configuration that it names or that lies in the folder. Whoever wants to be shown
 * something, such as the help, needs no configuration for it.
 */
export async function parsedWithConfig<Options>(
  args: readonly string[],
  place: CommandPlace,
  parse: (args: readonly string[], config?: LoadedConfig) => Parsed<Options>,
  load: (place: ConfigPlace) => Promise<ConfigLoading> = loadConfig,
): Promise<Parsed<Options>> {
  const bare = parse(args)
  if (bare.kind === 'show') return bare
  const { config, problems } = await load({ ...place, named: namedConfig(args) })
  return problems === undefined ? parse(args, config) : { kind: 'wrong', problems }
}

/** The file that `--config` names; the last one holds, as with every flag. */
function namedConfig(args: readonly string[]): string | undefined {
  const end = args.indexOf('--')
  const flags = end === -1 ? args : args.slice(0, end)
  return flags.reduce<string | undefined>((named, arg, at) => {
    if (arg.startsWith('--config=')) return arg.slice('--config='.length)
    return arg === '--config' ? flags[at + 1] : named
  }, undefined)
}
