import type { Transport } from '../../load/client/chat-client.ts'
import type { DialectDefinition, JwtDefinition } from '../../load/client/dialect-definition.ts'
import type { ShippedDialectName } from '../../load/client/dialects/index.ts'
import type { Profile } from '../../scenarios/parameter.ts'
import type { Caps } from '../bench/harm/caps.ts'

/** Which certificates an `https` target may show. */
export interface TlsConfig {
  /** Takes any certificate; default false. */
  readonly insecure?: boolean
  /** A file of certificates (PEM) to trust in place of the usual ones, relative to the configuration. */
  readonly ca?: string
}

/** How it is known that a started gateway can be used; default: its URL answers HTTP. */
export interface ReadyConfig {
  /** A line of its output holds this text. */
  readonly output?: string
  /** This URL answers HTTP, whatever the status. */
  readonly url?: string
}

/** A gateway that gatecrash starts for every trial (`start`), or one that runs already (`url` alone). */
export interface TargetConfig extends TlsConfig {
  /** Starts the gateway: a command line, which no shell reads, or program and arguments. */
  readonly start?: string | readonly string[]
  /** The folder that it is started in, relative to the configuration; default: that of the configuration. */
  readonly cwd?: string
  /** Added to the environment that gatecrash runs in. */
  readonly env?: Readonly<Record<string, string>>
  /** How many are started, each with a `PORT` of its own; default 1, or as many as there are URLs. */
  readonly instances?: number
  readonly ready?: ReadyConfig
  /** Base URL, or one per instance; of a started gateway it may be left out. */
  readonly url?: string | readonly string[]
  /** Where it answers with Prometheus text, one per instance; default `/metrics` of the URL. */
  readonly metricsUrl?: string | readonly string[]
}

/** How tokens are signed: HS256, with a secret that is written here or, better, found in the environment. */
export interface JwtConfig extends Omit<JwtDefinition, 'secret'> {
  readonly secret: string | { readonly env: string }
}

/** How to talk to a gateway, as a configuration says it. */
export interface DialectConfig extends Omit<DialectDefinition, 'jwt'> {
  /** Makes `{{jwt}}`. */
  readonly jwt?: JwtConfig
}

/** Parameters of scenarios, by scenario and name, as `--set scenario.name=value` takes them. */
export type ScenarioSettings = Readonly<Record<string, Readonly<Record<string, number | string>>>>

/** What `gatecrash.config.ts` exports; flags of the command line win over it. */
export interface Config {
  /** Gateways by name; `bench` measures all of them, or those of `--target`. `single` and `cluster` are the reference gateway. */
  readonly targets?: Readonly<Record<string, TargetConfig>>
  /** One that ships, by name, or your own; default `reference`. */
  readonly dialect?: ShippedDialectName | DialectConfig
  /** Scenarios to run, perhaps with their parameters; default: the usual ones that fit the dialect. */
  readonly scenarios?: readonly string[] | ScenarioSettings
  /** How users connect; default: each scenario's own, which is websocket for those that do not compare. */
  readonly transports?: readonly Transport[]
  /** How much time it may take; default `standard`. */
  readonly profile?: Profile
  /** Trials of each measurement; default 1, 3, 6 by profile. */
  readonly trials?: number
  /** Objectives, such as `delivery.p99<250` or `fan-out: delivery.p99<250`, as `--slo` takes them. */
  readonly slos?: readonly string[]
  /** The least change that matters to `compare` and `ab`, by metric: a share such as `'10%'`, or an amount. */
  readonly limits?: Readonly<Record<string, string | number>>
  /** Hosts besides this machine that may be put under load. */
  readonly allowHosts?: readonly string[]
  /** The most that may be asked of a gateway; hosts that are not this machine have caps by default, which these replace. */
  readonly caps?: Partial<Caps>
}
