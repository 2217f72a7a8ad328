import { Module } from '@nestjs/common'
import { BrokerModule } from '../adapters/broker.module.ts'
import { ChatModule } from '../chat/chat.module.ts'
import { HealthController } from './health.controller.ts'

/** The health check. */
@Module({ imports: [BrokerModule, ChatModule], controllers: [HealthController] })
export class HealthModule {}
