import type { Adapter } from './adapter.ts'
import type { RedisHandle } from './redis-handle.ts'
import { resolveRedis } from './redis-server.ts'
import { TargetError } from './target-error.ts'
import type { TargetOptions } from './target-options.ts'

/** Finds a Redis for a gateway, on the CPUs that are planned for it; `undefined` when there is none. */
export function findRedis(options: TargetOptions): Promise<RedisHandle | undefined> {
  return resolveRedis({ ...process.env, ...options.env }, { launcher: options.placement?.redisLauncher })
}

/** Finds a Redis for an adapter that was asked for by name. Rejects with a `TargetError` (`redis-unavailable`) when there is none. */
export async function requireRedis(adapter: Adapter, options: TargetOptions): Promise<RedisHandle> {
  const redis = await findRedis(options)
  if (redis !== undefined) return redis
  throw new TargetError(
    'redis-unavailable',
    `The adapter ${adapter} needs a Redis, and there is no redis-server or valkey-server on the PATH: install one (in a checkout of gatecrash "npm run setup" does), or set REDIS_URL.`,
  )
}
