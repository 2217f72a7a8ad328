import { createAdapter } from '@socket.io/redis-streams-adapter'
import type { Server } from 'socket.io'
import type { RedisConnection } from './redis-connection.ts'
import { RedisIoAdapter } from './redis-io.adapter.ts'

/**
 * Carries broadcasts by a Redis stream, which every instance reads to its end.
 *
 * Publishes are not awaited (see {@link RedisConnection}), so a packet never gets the stream offset that connection
 * state recovery needs: switch recovery on only together with awaited publishes, and accept that local delivery then
 * waits for Redis.
 */
export class RedisStreamsIoAdapter extends RedisIoAdapter {
  protected override createAdapterConstructor(redis: RedisConnection): Parameters<Server['adapter']>[0] {
    return createAdapter(redis.publisher)
  }
}
