import type { INestApplicationContext } from '@nestjs/common'
import { createAdapter } from '@socket.io/redis-adapter'
import type { Server, ServerOptions } from 'socket.io'
import type { GatewayOptions } from '../options.ts'
import { GatewayIoAdapter } from './gateway-io.adapter.ts'
import type { RedisConnection } from './redis-connection.ts'

/** Carries broadcasts between instances by Redis pub/sub: every instance receives every broadcast. */
export class RedisIoAdapter extends GatewayIoAdapter {
  readonly #redis: RedisConnection

  constructor(app: INestApplicationContext, options: GatewayOptions, redis: RedisConnection) {
    super(app, options)
    this.#redis = redis
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server = super.createIOServer(port, options)
    server.adapter(this.createAdapterConstructor(this.#redis))
    return server
  }

  override async dispose(): Promise<void> {
    await super.dispose()
    this.#redis.close()
  }

  /** Which Socket.IO adapter talks to Redis; the sharded and the streams variant differ only here. */
  protected createAdapterConstructor(redis: RedisConnection): Parameters<Server['adapter']>[0] {
    return createAdapter(redis.publisher, redis.subscriber, { publishOnSpecificResponseChannel: true })
  }
}
