import type { INestApplicationContext, WebSocketAdapter } from '@nestjs/common'
import type { GatewayOptions } from '../options.ts'
import type { BrokerStats } from './broker-stats.ts'

/**
 * Makes the adapter that `ADAPTER` names, connected to its broker. Loads only what that adapter needs.
 * Throws a `StartupError` where Redis cannot be used.
 */
export async function createAdapter(
  app: INestApplicationContext,
  options: GatewayOptions,
  stats: BrokerStats,
): Promise<WebSocketAdapter> {
  switch (options.ADAPTER) {
    case 'memory': {
      const { GatewayIoAdapter } = await import('./gateway-io.adapter.ts')
      return new GatewayIoAdapter(app, options)
    }
    case 'ipc': {
      const { ClusterIoAdapter } = await import('./cluster-io.adapter.ts')
      return new ClusterIoAdapter(app, options)
    }
    case 'redis': {
      const { RedisIoAdapter } = await import('./redis-io.adapter.ts')
      return new RedisIoAdapter(app, options, await openRedis(options, stats))
    }
    case 'redis-sharded': {
      const { RedisShardedIoAdapter } = await import('./redis-sharded-io.adapter.ts')
      const redis = await openRedis(options, stats)
      await redis.requireCommand('SSUBSCRIBE', options.ADAPTER)
      return new RedisShardedIoAdapter(app, options, redis)
    }
    case 'redis-streams': {
      const { RedisStreamsIoAdapter } = await import('./redis-streams-io.adapter.ts')
      return new RedisStreamsIoAdapter(app, options, await openRedis(options, stats))
    }
  }
}

async function openRedis(options: GatewayOptions, stats: BrokerStats) {
  const { RedisConnection } = await import('./redis-connection.ts')
  return RedisConnection.open(options.REDIS_URL, stats)
}
