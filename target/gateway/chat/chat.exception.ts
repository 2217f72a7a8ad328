import { WsException } from '@nestjs/websockets'
import type { ChatError, ChatErrorCode } from './chat.events.ts'

/** An event that is refused; the client gets the code and the message. */
export class ChatException extends WsException {
  readonly chatError: ChatError

  constructor(code: ChatErrorCode, message: string) {
    const error: ChatError = { code, message }
    super(error)
    this.chatError = error
  }
}
