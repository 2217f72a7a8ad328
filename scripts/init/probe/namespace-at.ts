import { setTimeout } from 'node:timers/promises'

import type { ChatClientFactory, ChatClientOptions } from '../../../load/client/chat-client.ts'
import { ClientError } from '../../../load/client/client-error.ts'
import type { PacketParser } from '../../../load/client/packet-parser.ts'
import { answerTimeoutMs, mostAnswerBytes, type Approach } from './http-question.ts'

/** How long a connected namespace may take to throw a user out without a token, in milliseconds. */
const secondThoughtsMs = 500

/**
 * What a namespace says to somebody without a token: it lets one in, refuses (CONNECT_ERROR), lets one in and disconnects at
 * once, does not exist, or gives no answer that can be understood.
 */
export type NamespaceOutcome = 'open' | 'refused' | 'disconnected' | 'absent' | 'unclear'

/** One namespace; `said` is the server's text, or what went wrong. */
export interface NamespaceAnswer {
  readonly name: string
  readonly outcome: NamespaceOutcome
  readonly said: string
}

/** Which connection the namespaces are asked over. */
export type NamespaceRoute = Pick<ChatClientOptions, 'path' | 'transport'> & { readonly parser: PacketParser }

/** Connects to a namespace with no auth, and hangs up. Never rejects. */
export async function namespaceAt(
  factory: ChatClientFactory,
  { url, headers, tls, signal }: Approach,
  route: NamespaceRoute,
  name: string,
): Promise<NamespaceAnswer> {
  const client = factory.create({
    url,
    headers,
    tls,
    ...route,
    namespace: name,
    connectTimeoutMs: answerTimeoutMs,
    maxPacketBytes: mostAnswerBytes,
  })
  const thrownOut = Promise.withResolvers<NamespaceAnswer>()
  client.onClose(({ message }) => thrownOut.resolve({ name, outcome: 'disconnected', said: message }))
  try {
    await client.connect()
    return await Promise.race([thrownOut.promise, stillOpen(name, signal)])
  } catch (error) {
    if (!(error instanceof ClientError)) throw error
    return { name, outcome: outcomeOf(error), said: error.message }
  } finally {
    client.close()
  }
}

async function stillOpen(name: string, signal: AbortSignal): Promise<NamespaceAnswer> {
  // Interrupted, it is as good as over.
  await setTimeout(secondThoughtsMs, undefined, { signal, ref: false }).catch(() => undefined)
  return { name, outcome: 'open', said: '' }
}

/** "Invalid namespace" is Socket.IO's own word for one that is not there (socket.io 4, `Client.connect`). */
function outcomeOf({ code, message }: ClientError): NamespaceOutcome {
  if (code !== 'connect-error') return 'unclear'
  return message === 'Invalid namespace' ? 'absent' : 'refused'
}
