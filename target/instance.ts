import type { InstanceUsage } from './target.ts'

/** One gateway process that runs and answers. */
export interface Instance {
  /** Base URL, without a path. */
  readonly url: string
  readonly pid: number
  /** Takes a reading. Rejects with a `TargetError` (`unreachable`) when the instance does not answer. */
  usage(collect: boolean): Promise<InstanceUsage>
}

/** The most that a reading may take, in milliseconds: three full collections of a heap of gigabytes fit in. */
export const usageTimeoutMs = 15_000
