import type { Agent } from 'node:http'
import type { ManagerOptions } from 'socket.io-client'
import type { ChatClientOptions, Transport } from '../chat-client.ts'
import { withoutCookie } from '../cookie-jar.ts'
import { defaultOptions } from '../default-options.ts'
import type { PacketCodecs } from './telling-parser.ts'

const transportsOf: Readonly<Record<Transport, ManagerOptions['transports']>> = {
  websocket: ['websocket'],
  polling: ['polling'],
  upgrade: ['polling', 'websocket'],
}

/** The official client's options for one connection that is its own and does not come back; `parser` in place of its JSON one. */
export function managerOptions(
  options: Omit<ChatClientOptions, 'url' | 'namespace' | 'parser'>,
  agent: Agent,
  parser?: PacketCodecs,
): Partial<ManagerOptions> {
  const settings = {
    path: options.path,
    transports: transportsOf[options.transport],
    // The agent sends the cookies.
    extraHeaders: withoutCookie(options.headers),
    query: { ...options.query },
    forceNew: true,
    autoConnect: false,
    reconnection: false,
    // The client has a deadline over all stages.
    timeout: false,
    agent,
    ...(parser === undefined ? {} : { parser }),
    perMessageDeflate: false,
    rejectUnauthorized: options.tls?.rejectUnauthorized ?? true,
    // Passed on to ws; missing in the types.
    maxPayload: options.maxPacketBytes ?? defaultOptions.maxPacketBytes,
  }
  return settings as unknown as Partial<ManagerOptions>
}
