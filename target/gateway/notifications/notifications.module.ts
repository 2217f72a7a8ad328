import { Module } from '@nestjs/common'
import { AuthModule } from '../auth/auth.module.ts'
import { ChatModule } from '../chat/chat.module.ts'
import { NotificationsController } from './notifications.controller.ts'
import { NotificationsService } from './notifications.service.ts'

/** Notifications to users. */
@Module({
  imports: [AuthModule, ChatModule],
  controllers: [NotificationsController],
  providers: [NotificationsService],
})
export class NotificationsModule {}
