import { Module } from '@nestjs/common'
import { AuthModule } from '../auth/auth.module.ts'
import { HistoryModule } from '../history/history.module.ts'
import { ChatGateway } from './chat.gateway.ts'
import { ChatService } from './chat.service.ts'
import { ConnectionStats } from './connection-stats.service.ts'
import { EventRefusals } from './event-refusals.service.ts'
import { PresenceService } from './presence.service.ts'

/** The namespace `/chat` and what stands behind it. */
@Module({
  imports: [AuthModule, HistoryModule],
  providers: [ChatGateway, ChatService, PresenceService, ConnectionStats, EventRefusals],
  exports: [ChatService, PresenceService, ConnectionStats, EventRefusals],
})
export class ChatModule {}
