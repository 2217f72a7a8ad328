import type { Adapter } from './adapter.ts'
import type { Placement } from './placement.ts'

/** What can be said about a gateway that we start. */
export interface TargetOptions {
  /** A Node program and its arguments. Default: the reference gateway. */
  readonly command?: readonly string[] | undefined
  /** The folder that the command is run in. Default: our own. */
  readonly cwd?: string | undefined
  /** Added to our own environment. `ADAPTER`, `REDIS_URL`, `HOST` and `PORT` are set for the gateway where absent. */
  readonly env?: NodeJS.ProcessEnv | undefined
  readonly adapter?: Adapter | undefined
  /** Port of the first instance, the next one's one higher. Default 0: any free ports. */
  readonly port?: number | undefined
  /** Which CPUs the processes use. Default: any. */
  readonly placement?: Placement | undefined
  /** The most that an instance may take to answer, in milliseconds. Default 30,000. */
  readonly startTimeoutMs?: number | undefined
  /**
   * Time between two samples of the event-loop delay, in milliseconds. Default 20. 0 takes none: sampling wakes the
   * process, which would be most of the CPU time of an idle gateway.
   */
  readonly delayResolutionMs?: number | undefined
  /** Called for every line that an instance prints. */
  readonly onLine?: ((what: string, line: string) => void) | undefined
}

/** The environment of an instance: ours, then defaults, then what the options say, then what must be. */
export function instanceEnvironment(options: TargetOptions, forced: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', ...options.env, ...forced }
}
