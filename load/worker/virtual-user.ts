import type { ChatClient } from '../client/chat-client.ts'
import type { ClientError } from '../client/client-error.ts'
import type { Credentials } from '../client/credentials.ts'

/** One user: a connection and what is owed on it. */
export class VirtualUser {
  readonly index: number
  readonly room: string
  /** What it connects with, made beforehand, so that signing a token is not part of connecting; let go of then. */
  credentials: Credentials | undefined
  client: ChatClient | undefined
  /** Connected, joined, and not closed since. */
  member = false
  unacknowledged = 0
  /** Told when the connection ends, while somebody waits for what can only come over it. */
  onLost: ((reason: ClientError) => void) | undefined

  constructor(index: number, room: string) {
    this.index = index
    this.room = room
  }
}
