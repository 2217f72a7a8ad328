import type { ChatClient, ChatClientFactory, ChatClientOptions } from '../../load/client/chat-client.ts'
import type { ClientKind } from '../../load/client/client-kind.ts'
import { ClientError } from '../../load/client/client-error.ts'
import { createClientFactory } from '../../load/client/factory.ts'
import { StampReader, runIdOf } from '../../load/stamp.ts'

/** The run that stamps in tests belong to. */
export const testRunId = runIdOf(20_261_120)

/** Makes clients for one test file and closes all of them in the end. */
export class TestClients implements AsyncDisposable {
  readonly #factory: ChatClientFactory
  readonly #clients: ChatClient[] = []

  constructor(kind: ClientKind) {
    this.#factory = createClientFactory(kind, new StampReader(testRunId))
  }

  create(options: Pick<ChatClientOptions, 'url' | 'transport'> & Partial<ChatClientOptions>): ChatClient {
    const client = this.#factory.create({ path: '/socket.io/', namespace: '/chat', ...options })
    this.#clients.push(client)
    return client
  }

  async connect(
    options: Pick<ChatClientOptions, 'url' | 'transport'> & Partial<ChatClientOptions>,
  ): Promise<ChatClient> {
    const client = this.create(options)
    await client.connect()
    return client
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.close()
    await this.#factory.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }
}

/** The error that a promise is rejected with; fails when it is resolved, or rejected with anything but a `ClientError`. */
export async function clientErrorOf(promise: Promise<unknown>): Promise<ClientError> {
  try {
    await promise
  } catch (error) {
    if (error instanceof ClientError) return error
    throw error
  }
  throw new Error('the promise was resolved')
}

/** The reason that an established connection ends for. */
export function closeOf(client: ChatClient): Promise<ClientError> {
  return new Promise((resolve) => client.onClose(resolve))
}
