import { Module } from '@nestjs/common'
import { AuthModule } from '../auth/auth.module.ts'
import { HistoryController } from './history.controller.ts'
import { HistoryService } from './history.service.ts'

/** What was said in the rooms of this instance. */
@Module({
  imports: [AuthModule],
  controllers: [HistoryController],
  providers: [HistoryService],
  exports: [HistoryService],
})
export class HistoryModule {}
