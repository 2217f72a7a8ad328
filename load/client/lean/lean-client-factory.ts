import type { StampFinder } from '../../stamp.ts'
import type { ChatClient, ChatClientFactory, ChatClientOptions } from '../chat-client.ts'
import { CookieJar } from '../cookie-jar.ts'
import type { ConnectionOptions, UserConnection, UserConnectionFactory } from '../user-connection.ts'
import { ReconnectingConnection } from '../reconnecting-connection.ts'
import { LeanClient } from './lean-client.ts'
import { LeanConnection } from './lean-connection.ts'
import { LeanShared } from './lean-shared.ts'

/** Makes lean clients, which share a read buffer, a timer and a source of masks. */
export class LeanClientFactory implements ChatClientFactory, UserConnectionFactory {
  readonly name = 'lean'
  readonly #shared: LeanShared

  constructor(stamps: StampFinder) {
    this.#shared = new LeanShared(stamps)
  }

  create(options: ChatClientOptions): ChatClient {
    return new LeanClient(this.#shared, options)
  }

  connection(options: ConnectionOptions): UserConnection {
    const { reconnection = false } = options
    if (reconnection === false) return new LeanConnection(this.#shared, options)
    const cookies = CookieJar.of(options.headers)
    return new ReconnectingConnection(() => new LeanConnection(this.#shared, options, cookies), reconnection)
  }

  async close(): Promise<void> {
    await this.#shared.watch.empty()
  }
}
