import { Injectable } from '@nestjs/common'
import type { ChatError, ChatErrorCode, ChatSocket } from './chat.events.ts'

/** Tells clients why an event was refused, and counts. */
@Injectable()
export class EventRefusals {
  readonly byCode = new Map<ChatErrorCode, number>()

  /**
   * Sends an `exception` event, and answers the acknowledgement where the client asked for one; Nest's own filter
   * leaves it unanswered, and sends the client's data back in the event.
   */
  refuse(socket: ChatSocket, error: ChatError, acknowledge: unknown): void {
    this.byCode.set(error.code, (this.byCode.get(error.code) ?? 0) + 1)
    socket.emit('exception', error)
    if (isFunction(acknowledge)) acknowledge({ error })
  }
}

function isFunction(value: unknown): value is (answer: { readonly error: ChatError }) => void {
  return typeof value === 'function'
}
