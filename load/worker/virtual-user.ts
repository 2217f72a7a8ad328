import type { ChatClient } from '../client/chat-client.ts'

/** One user: a connection and what is owed on it. */
export class VirtualUser {
  readonly index: number
  readonly room: string
  client: ChatClient | undefined
  /** Connected, joined, and not closed since. */
  member = false
  unacknowledged = 0

  constructor(index: number, room: string) {
    this.index = index
    this.room = room
  }
}
