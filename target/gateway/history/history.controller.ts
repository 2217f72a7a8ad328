import { BadRequestException, Controller, Get, Inject, Param, UseGuards } from '@nestjs/common'
import { JwtAuthGuard } from '../auth/jwt-auth.guard.ts'
import type { ChatMessage } from '../chat/chat.events.ts'
import { roomNameSchema } from '../chat/chat.schemas.ts'
import { chatRoom } from '../chat/room-names.ts'
import { ZodValidationPipe } from '../validation/zod-validation.pipe.ts'
import { HistoryService } from './history.service.ts'

function RoomParam(): ParameterDecorator {
  return Param('room', new ZodValidationPipe(roomNameSchema, (problem) => new BadRequestException(problem)))
}

/** `GET /rooms/:room/messages`: the newest messages of a room, oldest first. */
@Controller('rooms')
@UseGuards(JwtAuthGuard)
export class HistoryController {
  constructor(@Inject(HistoryService) private readonly history: HistoryService) {}

  @Get(':room/messages')
  messages(@RoomParam() room: string): ChatMessage[] {
    return this.history.list(chatRoom(room))
  }
}
