import type { Transport } from '../../load/client/chat-client.ts'
import type { DialectDefinition } from '../../load/client/dialect-definition.ts'
import type { ShippedDialectName } from '../../load/client/dialects/index.ts'
import type { Profile } from '../../scenarios/parameter.ts'
import type { ParameterValue } from '../../scenarios/parameter.ts'
import type { Caps } from '../bench/harm/caps.ts'
import type { Readiness } from '../bench/own-target.ts'

/** Which certificates a target may show. */
export interface TlsConfig {
  /** Takes any certificate; default false. */
  readonly insecure?: boolean
  /** A file of certificates (PEM), relative to the configuration. */
  readonly ca?: string
}

/** A gateway that gatecrash starts, or one that runs already (`url` alone). */
export interface TargetConfig extends TlsConfig {
  /** Starts the gateway: a command line without a shell, or program and arguments. */
  readonly start?: string | readonly string[]
  /** The folder that it is started in, relative to the configuration; default: that of the configuration. */
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** Of a started gateway; default 1, or as many as there are URLs. */
  readonly instances?: number
  /** Default: the URL answers HTTP. */
  readonly ready?: Readiness
  /** Base URL, or one per instance. */
  readonly url?: string | readonly string[]
  /** Where it answers with Prometheus text, or one per instance; default `/metrics` of the URL. */
  readonly metricsUrl?: string | readonly string[]
}

/** What `gatecrash.config.ts` exports; flags of the command line win over it. */
export interface Config {
  /** Gateways by name; `bench` measures all of them, or those of `--target`. */
  readonly targets?: Readonly<Record<string, TargetConfig>>
  /** One that ships, by name, or your own. Default `reference`. */
  readonly dialect?: ShippedDialectName | DialectDefinition
  /** Scenarios to run, with their parameters; default: the usual ones that fit the dialect. */
  readonly scenarios?: readonly string[] | Readonly<Record<string, Readonly<Record<string, ParameterValue>>>>
  readonly transports?: readonly Transport[]
  readonly profile?: Profile
  readonly trials?: number
  /** Objectives, such as `delivery.p99<250` or `fan-out: delivery.p99<250`; as `--slo` takes them. */
  readonly slos?: readonly string[]
  /** The least change that matters, by metric, such as `{ 'delivery.p99': '10%' }`; as `compare --limit` takes them. */
  readonly limits?: Readonly<Record<string, string>>
  /** Hosts besides this one that may be put under load. */
  readonly allowHosts?: readonly string[]
  /** Raises, or lowers, what may be asked of a host that is not this one. */
  readonly caps?: Partial<Caps>
}
