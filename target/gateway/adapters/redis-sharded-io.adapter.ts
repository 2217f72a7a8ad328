import { createShardedAdapter } from '@socket.io/redis-adapter'
import type { Server } from 'socket.io'
import type { RedisConnection } from './redis-connection.ts'
import { RedisIoAdapter } from './redis-io.adapter.ts'

/**
 * Carries broadcasts by sharded pub/sub (Redis 7): one channel per room, so that an instance receives only the
 * broadcasts of rooms it has members of. Every room that comes or goes costs a subscription.
 */
export class RedisShardedIoAdapter extends RedisIoAdapter {
  protected override createAdapterConstructor(redis: RedisConnection): Parameters<Server['adapter']>[0] {
    return createShardedAdapter(redis.publisher, redis.subscriber, { subscriptionMode: 'dynamic' })
  }
}
