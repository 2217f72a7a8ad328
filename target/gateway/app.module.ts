import { type DynamicModule, Module } from '@nestjs/common'
import { ChatModule } from './chat/chat.module.ts'
import { spareHandlersGateway } from './chat/spare-handlers.gateway.ts'
import { HealthModule } from './health/health.module.ts'
import { HistoryModule } from './history/history.module.ts'
import { MetricsModule } from './metrics/metrics.module.ts'
import { NotificationsModule } from './notifications/notifications.module.ts'
import type { GatewayOptions } from './options.ts'
import { OptionsModule } from './options.module.ts'
import { ShutdownDeadline } from './shutdown-deadline.ts'

/** The chat gateway: the `/chat` namespace and the HTTP routes beside it, on one port. */
@Module({})
export class AppModule {
  static forRoot(options: GatewayOptions): DynamicModule {
    return {
      module: AppModule,
      providers: [
        ShutdownDeadline,
        ...(options.CHAT_SPARE_HANDLERS > 0 ? [spareHandlersGateway(options.CHAT_SPARE_HANDLERS)] : []),
      ],
      imports: [
        OptionsModule.forRoot(options),
        ChatModule,
        HistoryModule,
        NotificationsModule,
        HealthModule,
        MetricsModule,
      ],
    }
  }
}
