import type { TargetOptions } from './target-options.ts'
import { singleTarget } from './single.ts'
import type { Target } from './target.ts'

/** What can be said about a gateway of the user's that we start. */
export interface StartedOptions extends Pick<
  TargetOptions,
  'placement' | 'startTimeoutMs' | 'delayResolutionMs' | 'onLine'
> {
  readonly name: string
  /** Program and arguments. */
  readonly command: readonly string[]
  readonly cwd: string | undefined
  readonly env: Readonly<Record<string, string>>
  readonly instances: number
  /** Base URLs, one per instance or one for all; empty: the first port that each instance listens on. */
  readonly urls: readonly string[]
  readonly metricsUrls: readonly string[]
  readonly ready: { readonly output?: string | undefined; readonly url?: string | undefined }
}

/** The user's gateway, started by a command. Throws a `TargetError` (`configuration`) for options that make none. */
export function startedTarget(options: StartedOptions): Target {
  return singleTarget(options)
}
