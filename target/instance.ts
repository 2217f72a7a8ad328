import type { AgentLink } from './agent-link.ts'
import type { InstanceProfiler, InstanceUsage } from './target.ts'

/** One gateway process that runs and answers. */
export interface Instance {
  /** Base URL, without a path. */
  readonly url: string
  readonly pid: number
  /** Takes a reading. Rejects with a `TargetError` (`unreachable`) when the instance does not answer. */
  usage(collect: boolean): Promise<InstanceUsage>
  /** Absent where there is no agent in it. */
  readonly profiler?: InstanceProfiler
}

/** The most that a reading may take, in milliseconds: three full collections of a heap of gigabytes fit in. */
export const usageTimeoutMs = 15_000

/** Time between two samples of a CPU profile, in microseconds: V8's own default is 1,000. */
const profileIntervalMicros = 500

/** The most that beginning a profile, or ending and writing it, may take, in milliseconds: a busy process has many samples. */
const profileTimeoutMs = 60_000

/** The profiler of an instance that an agent answers for. */
export function profilerBy(link: AgentLink): InstanceProfiler {
  return {
    start: () => link.startProfile(profileIntervalMicros, profileTimeoutMs),
    stop: (path) => link.stopProfile(path, profileTimeoutMs),
  }
}
