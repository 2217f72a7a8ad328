import type { Warning } from '../load/warning.ts'
import { needsRedis } from './adapter.ts'
import { findRedis, requireRedis } from './require-redis.ts'
import { startGateway, type GatewayPlan } from './start-gateway.ts'
import { TargetError } from './target-error.ts'
import type { TargetOptions } from './target-options.ts'
import type { Target } from './target.ts'

/** What can be said about a cluster. */
export interface ClusterOptions extends TargetOptions {
  /** Default 2. */
  readonly instances?: number | undefined
}

const lastPort = 65_535

/** First among the warnings of a cluster that had to do without Redis. */
export const redisNotMeasured: Warning = {
  code: 'redis-not-measured',
  message: 'Redis was not measured: none was found, so the instances talk over Node cluster IPC instead.',
  advice: 'Install Redis (in a checkout of gatecrash "npm run setup" does), or set REDIS_URL, and measure again.',
}

/**
 * The gateway as several instances behind one adapter, each with its own URL.
 *
 * Without an adapter in the options it is `redis` where there is a Redis and `ipc`, with a warning, where there is none. An
 * adapter that was asked for is not replaced. Throws a `TargetError` (`configuration`) for options that make no cluster.
 */
export function clusterTarget(options: ClusterOptions = {}): Target {
  const instances = options.instances ?? 2
  if (!Number.isInteger(instances) || instances < 1) {
    throw new TargetError('configuration', `A cluster has at least 1 instance, a whole number; got ${instances}.`)
  }
  if (options.adapter === 'memory') {
    throw new TargetError(
      'configuration',
      'A cluster cannot use the adapter memory: its instances would not hear each other. Use redis, redis-sharded, redis-streams or ipc.',
    )
  }
  const firstPort = options.port ?? 0
  if (firstPort + instances - 1 > lastPort) {
    throw new TargetError(
      'configuration',
      `The ports of ${instances} instances from ${firstPort} on do not fit: the last port is ${lastPort}. Use a lower one, or 0 for any.`,
    )
  }
  return {
    name: 'cluster',
    start: async () => await startGateway({ instances, ...(await chooseAdapter(options)) }, options),
  }
}

async function chooseAdapter(options: ClusterOptions): Promise<Omit<GatewayPlan, 'instances'>> {
  const { adapter } = options
  if (adapter === undefined) {
    const redis = await findRedis(options)
    if (redis !== undefined) return { adapter: 'redis', redis, warnings: [] }
    return { adapter: 'ipc', redis: undefined, warnings: [redisNotMeasured] }
  }
  const redis = needsRedis(adapter) ? await requireRedis(adapter, options) : undefined
  return { adapter, redis, warnings: [] }
}
