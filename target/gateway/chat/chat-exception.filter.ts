import { type ArgumentsHost, Catch, Inject, Logger, type WsExceptionFilter } from '@nestjs/common'
import type { ChatError, ChatSocket } from './chat.events.ts'
import { ChatException } from './chat.exception.ts'
import { EventRefusals } from './event-refusals.service.ts'

/** Refuses an event whose guard, pipe or handler threw. */
@Catch()
export class ChatExceptionFilter implements WsExceptionFilter<unknown> {
  private readonly logger = new Logger(ChatExceptionFilter.name)

  constructor(@Inject(EventRefusals) private readonly refusals: EventRefusals) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    // Nest calls a message handler with the socket, the payload, the acknowledgement if one was asked for, and the pattern.
    const [socket, , acknowledge] = host.getArgs<[ChatSocket, unknown, unknown]>()
    this.refusals.refuse(socket, this.errorOf(exception), acknowledge)
  }

  private errorOf(exception: unknown): ChatError {
    if (exception instanceof ChatException) return exception.chatError
    this.logger.error(exception)
    return { code: 'internal_error', message: 'the gateway failed to handle the event' }
  }
}
