import type { TlsTrust } from '../../load/client/chat-client.ts'

/** What every gateway of the user's has. */
interface OwnTargetBase {
  /** What reports call it: its name in the configuration; without one `external` or `started`. */
  readonly name: string
  /** Base URLs, `http` or `https`, one per instance or one for all; of a started gateway they may be left out. */
  readonly urls: readonly string[]
  /** Where the instances answer with Prometheus text, in the order of the URLs; empty: `/metrics` of each URL. */
  readonly metricsUrls: readonly string[]
  /** Which certificates are taken for good; `undefined`: those that Node takes. */
  readonly tls: TlsTrust | undefined
}

/** A gateway that runs already, and is neither started nor stopped. */
export interface ExternalTarget extends OwnTargetBase {
  readonly kind: 'external'
}

/** How it is known that a gateway can be used: an output line holds that text, or else its URL answers HTTP. */
export interface Readiness {
  readonly output?: string | undefined
  /** Asked in place of the base URL. */
  readonly url?: string | undefined
}

/** A gateway that a command starts, afresh for every trial, with the agent in it where it is a Node process. */
export interface StartedTarget extends OwnTargetBase {
  readonly kind: 'started'
  /** Program and arguments. */
  readonly command: readonly string[]
  /** Default: the folder in which gatecrash runs. */
  readonly cwd: string | undefined
  readonly env: Readonly<Record<string, string>>
  /** Each is given a `PORT` of its own: that of its URL, or a free one. */
  readonly instances: number
  readonly ready: Readiness
}

/** A gateway of the user's. */
export type OwnTarget = ExternalTarget | StartedTarget
