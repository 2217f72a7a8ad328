import type { StampReader } from '../../stamp.ts'
import type { ChatClient, ChatClientFactory, ChatClientOptions } from '../chat-client.ts'
import { LeanClient } from './lean-client.ts'
import { LeanShared } from './lean-shared.ts'

/** Makes lean clients, which share a read buffer, a timer and a source of masks. */
export class LeanClientFactory implements ChatClientFactory {
  readonly name = 'lean'
  readonly #shared: LeanShared

  constructor(stamps: StampReader) {
    this.#shared = new LeanShared(stamps)
  }

  create(options: ChatClientOptions): ChatClient {
    return new LeanClient(this.#shared, options)
  }

  async close(): Promise<void> {
    await this.#shared.watch.empty()
  }
}
