import type { Transport } from '../../load/client/chat-client.ts'
import type { DialectDefinition } from '../../load/client/dialect-definition.ts'
import type { ShippedDialectName } from '../../load/client/dialects/index.ts'
import type { Profile } from '../../scenarios/parameter.ts'
import type { Caps } from '../bench/harm/caps.ts'
import type { OwnTarget } from '../bench/own-target.ts'

/** A dialect that a configuration has: one that ships, or the user's own with the module that has its functions. */
export type LoadedDialect =
  | ShippedDialectName
  | {
      readonly definition: DialectDefinition
      /** Absolute path of the configuration; `undefined` where it is data alone. */
      readonly module: string | undefined
    }

/** What a configuration says, with everything that it names found. */
export interface LoadedConfig {
  /** Relative to the folder in which the command runs; `undefined`: there is no configuration. */
  readonly file: string | undefined
  readonly targets: readonly OwnTarget[]
  readonly dialect: LoadedDialect | undefined
  /** Names; empty: none were named. */
  readonly scenarios: readonly string[]
  /** Parameters by scenario. */
  readonly settings: Readonly<Record<string, Readonly<Record<string, number | string>>>>
  readonly transports: readonly Transport[] | undefined
  readonly profile: Profile | undefined
  readonly trials: number | undefined
  /** As `--slo` takes them. */
  readonly slos: readonly string[]
  /** As `--limit` takes them. */
  readonly limits: readonly string[]
  readonly allowHosts: readonly string[]
  readonly caps: Partial<Caps>
}

/** What holds where there is no configuration. */
export const noConfig: LoadedConfig = {
  file: undefined,
  targets: [],
  dialect: undefined,
  scenarios: [],
  settings: {},
  transports: undefined,
  profile: undefined,
  trials: undefined,
  slos: [],
  limits: [],
  allowHosts: [],
  caps: {},
}
