import { needsRedis } from './adapter.ts'
import { requireRedis } from './require-redis.ts'
import { startGateway } from './start-gateway.ts'
import { TargetError } from './target-error.ts'
import type { TargetOptions } from './target-options.ts'
import type { Target } from './target.ts'

/** The gateway as one process; default adapter `memory`. Throws a `TargetError` (`configuration`) for an adapter that needs a cluster. */
export function singleTarget(options: TargetOptions = {}): Target {
  const adapter = options.adapter ?? 'memory'
  if (adapter === 'ipc') {
    throw new TargetError(
      'configuration',
      'A single instance cannot use the adapter ipc: it needs the workers of a Node cluster. Use memory or one of the redis adapters, or the target cluster.',
    )
  }
  return {
    name: 'single',
    start: async () => {
      const redis = needsRedis(adapter) ? await requireRedis(adapter, options) : undefined
      return await startGateway({ instances: 1, adapter, redis, warnings: [] }, options)
    },
  }
}
