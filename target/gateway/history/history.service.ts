import { Injectable } from '@nestjs/common'
import type { ChatMessage } from '../chat/chat.events.ts'
import { MessageRing } from './message-ring.ts'

const messagesPerRoom = 50

/**
 * The newest messages that were sent to a room through this instance, for as long as the room has members here.
 *
 * Keyed by Socket.IO room. Memory is bounded by the rooms that have members; what must outlive them, or be the same on
 * every instance, belongs in a database.
 */
@Injectable()
export class HistoryService {
  private readonly rings = new Map<string, MessageRing>()

  /** Rooms that have messages. */
  get size(): number {
    return this.rings.size
  }

  add(room: string, message: ChatMessage): void {
    let ring = this.rings.get(room)
    if (ring === undefined) this.rings.set(room, (ring = new MessageRing(messagesPerRoom)))
    ring.add(message)
  }

  /** Oldest first; empty for a room without members here. */
  list(room: string): ChatMessage[] {
    return this.rings.get(room)?.toArray() ?? []
  }

  forget(room: string): void {
    this.rings.delete(room)
  }
}
