import { Module } from '@nestjs/common'
import { BrokerModule } from '../adapters/broker.module.ts'
import { AuthModule } from '../auth/auth.module.ts'
import { ChatModule } from '../chat/chat.module.ts'
import { HistoryModule } from '../history/history.module.ts'
import { GatewayReadings } from './gateway-readings.service.ts'
import { MetricsController } from './metrics.controller.ts'
import { MetricsService } from './metrics.service.ts'

/** Prometheus metrics. */
@Module({
  imports: [AuthModule, BrokerModule, ChatModule, HistoryModule],
  controllers: [MetricsController],
  providers: [MetricsService, GatewayReadings],
})
export class MetricsModule {}
