import type { InstanceUsage } from './target.ts'

/** The reading of an instance of which nothing can be read, but for its moment. */
export const notMeasured: Omit<InstanceUsage, 'at'> = {
  source: 'none',
  cpuMs: undefined,
  rssBytes: undefined,
  heapUsedBytes: undefined,
  externalBytes: undefined,
  youngBytes: undefined,
  eventLoopDelay: undefined,
  eventLoopActiveMs: undefined,
  gcMs: undefined,
  connections: undefined,
}
