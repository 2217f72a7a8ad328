import { Controller, Get, Inject } from '@nestjs/common'
import { BrokerStats } from '../adapters/broker-stats.ts'
import { ChatService } from '../chat/chat.service.ts'
import type { GatewayOptions } from '../options.ts'
import { GATEWAY_OPTIONS, INSTANCE_ID } from '../options.module.ts'

/** How this instance is. */
export interface Health {
  /** `degraded`: Redis is away, so that rooms are split by instance; local delivery goes on. */
  readonly status: 'ok' | 'degraded'
  readonly instance: string
  readonly adapter: GatewayOptions['ADAPTER']
  /** Connections to `/chat`. */
  readonly sockets: number
}

/**
 * `GET /health`. Answers 200 while degraded as well: taking every instance out of service for an outage of Redis would
 * turn a split chat into none.
 */
@Controller('health')
export class HealthController {
  constructor(
    @Inject(GATEWAY_OPTIONS) private readonly options: GatewayOptions,
    @Inject(INSTANCE_ID) private readonly instance: string,
    @Inject(ChatService) private readonly chat: ChatService,
    @Inject(BrokerStats) private readonly broker: BrokerStats,
  ) {}

  @Get()
  health(): Health {
    return {
      status: this.broker.connected() === false ? 'degraded' : 'ok',
      instance: this.instance,
      adapter: this.options.ADAPTER,
      sockets: this.chat.namespace.sockets.size,
    }
  }
}
