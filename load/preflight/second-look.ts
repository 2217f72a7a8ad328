import type { ChatClientOptions } from '../client/chat-client.ts'
import { ClientError } from '../client/client-error.ts'
import type { ClientKind } from '../client/client-kind.ts'
import { createClientFactory } from '../client/factory.ts'
import { serverText } from '../client/server-text.ts'
import type { StampFinder } from '../stamp.ts'

const timeoutMs = 2000
const closingMs = 500

/** Whether a failed connect says so little that it is worth asking again: no HTTP answer, or one without a word. */
export function saysLittle(
  { code, stage, message }: ClientError,
  kind: ClientKind,
  { transport }: ChatClientOptions,
): boolean {
  if (stage !== 'tcp' && stage !== 'handshake') return false
  if (code === 'http-status') return transport === 'websocket' && /^HTTP 400 Bad Request$/.test(message)
  return (transport === 'websocket' || kind === 'socket.io') && (code === 'bad-handshake' || code === 'reset')
}

/**
 * Asks the same server by polling, with the client that tells most, after a connect that said little: an upgrade that nobody
 * takes is ended without a word, and a request to the same path is answered. Resolves with what came of it, in words.
 */
export async function secondLook(options: ChatClientOptions, stamps: StampFinder): Promise<string> {
  const factory = createClientFactory('lean', stamps)
  const client = factory.create({ ...options, transport: 'polling', connectTimeoutMs: timeoutMs })
  try {
    await client.connect()
    return 'by polling it connects'
  } catch (error) {
    if (!(error instanceof ClientError)) throw error
    return error.stage === 'namespace' ? 'by polling it connects' : `by polling: ${serverText(error.message)}`
  } finally {
    client.close()
    await Promise.race([factory.close(), closing()])
  }
}

function closing(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, closingMs).unref()
  })
}
