import type { StampFinder } from '../../stamp.ts'
import type { ChatClient, ChatClientFactory, ChatClientOptions } from '../chat-client.ts'
import { LiveSet } from '../live-set.ts'
import { SocketIoClient } from './socket-io-client.ts'

/** Makes clients on top of the official `socket.io-client`; each has a manager and an HTTP agent of its own. */
export class SocketIoClientFactory implements ChatClientFactory {
  readonly name = 'socket.io'
  readonly #stamps: StampFinder
  readonly #live = new LiveSet<ChatClient>()

  constructor(stamps: StampFinder) {
    this.#stamps = stamps
  }

  create(options: ChatClientOptions): ChatClient {
    return new SocketIoClient(this.#stamps, options, this.#live)
  }

  async close(): Promise<void> {
    await this.#live.empty()
  }
}
