import { dirname, extname } from 'node:path'
import type { DialectDefinition } from '../../load/client/dialect-definition.ts'
import type { Config, DialectConfig } from './config.ts'
import type { Contradiction } from './dialect-contradictions.ts'
import { noConfig, type LoadedConfig, type LoadedDialect } from './loaded-config.ts'
import { ownTargetOf } from './own-target-of.ts'
import { keyed, located, readConfig, type ReadConfig } from './read-config.ts'

/** What came of loading a configuration; without one it is {@link noConfig}. Problems have a line each. */
export type ConfigLoading =
  | { readonly config: LoadedConfig; readonly problems?: never }
  | { readonly config?: never; readonly problems: readonly string[] }

/** Where a configuration is looked for. */
export interface ConfigPlace {
  /** The folder in which the command runs. */
  readonly folder: string
  /** The file that was named, if any. */
  readonly named: string | undefined
  /** Where secrets are found. */
  readonly env: NodeJS.ProcessEnv
}

/** Loads a configuration with everything that it names: certificates, folders, secrets of the environment. */
export async function loadConfig({ folder, named, env }: ConfigPlace): Promise<ConfigLoading> {
  const { read, problems } = await readConfig(folder, named)
  if (problems !== undefined) return { problems }
  if (read === undefined) return { config: noConfig }
  const missing: Contradiction[] = []
  const config = resolved(read, env, missing)
  if (missing.length === 0) return { config }
  const { file, lineOf } = read
  return { problems: missing.map(({ at, text }) => located(file, { line: lineOf(at), text: keyed(at, `${text}.`) })) }
}

/** The limits of a configuration as `--limit` takes them; nothing else in it is looked for, secrets least of all. */
export async function loadLimits(place: Pick<ConfigPlace, 'folder' | 'named'>): Promise<ConfigLoading> {
  const { read, problems } = await readConfig(place.folder, place.named)
  if (problems !== undefined) return { problems }
  return { config: read === undefined ? noConfig : { ...noConfig, file: read.file, limits: limitsOf(read.config) } }
}

function resolved({ path, file, config }: ReadConfig, env: NodeJS.ProcessEnv, problems: Contradiction[]): LoadedConfig {
  const { scenarios = [], transports, profile, trials, slos = [], allowHosts = [], caps = {} } = config
  const targets = Object.entries(config.targets ?? {}).map(([name, target]) => {
    const found: Contradiction[] = []
    const own = ownTargetOf(name, target, dirname(path), found)
    problems.push(...found.map(({ at, text }) => ({ at: ['targets', name, ...at], text })))
    return own
  })
  const isList = Array.isArray(scenarios)
  return {
    file,
    targets,
    dialect: dialectOf(config.dialect, path, env, problems),
    scenarios: isList ? (scenarios as readonly string[]) : Object.keys(scenarios),
    settings: isList ? {} : (scenarios as LoadedConfig['settings']),
    transports,
    profile,
    trials,
    slos,
    limits: limitsOf(config),
    allowHosts,
    caps,
  }
}

function limitsOf({ limits = {} }: Config): readonly string[] {
  return Object.entries(limits).map(([id, size]) => `${id}=${size}`)
}

function dialectOf(
  dialect: Config['dialect'],
  file: string,
  env: NodeJS.ProcessEnv,
  problems: Contradiction[],
): LoadedDialect | undefined {
  if (dialect === undefined || typeof dialect === 'string') return dialect
  const { jwt, path: written, ...others } = dialect
  const rest = written === undefined ? others : { ...others, path: written.endsWith('/') ? written : `${written}/` }
  const secret = jwt && secretOf(jwt, env, problems)
  const definition: DialectDefinition =
    jwt === undefined || secret === undefined ? rest : { ...rest, jwt: { ...jwt, secret } }
  const hasFunctions = Object.values(definition).some((value) => typeof value === 'function')
  const isModule = /^\.m?[jt]s$/.test(extname(file))
  return { definition, module: hasFunctions && isModule ? file : undefined }
}

function secretOf(
  { secret }: NonNullable<DialectConfig['jwt']>,
  env: NodeJS.ProcessEnv,
  problems: Contradiction[],
): string | undefined {
  if (typeof secret === 'string') return secret
  const found = env[secret.env]
  if (found !== undefined && found !== '') return found
  problems.push({
    at: ['dialect', 'jwt', 'secret', 'env'],
    text: `the environment variable ${secret.env} is not set; set it to the secret that the gateway checks tokens with`,
  })
  return undefined
}
