import type { StampFinder } from '../stamp.ts'
import type { ChatClientFactory } from './chat-client.ts'
import type { ClientKind } from './client-kind.ts'
import { LeanClientFactory } from './lean/lean-client-factory.ts'
import { SocketIoClientFactory } from './socket-io/socket-io-client-factory.ts'

/** Makes the factory of one implementation; `stamps` finds the stamps of the run in received packets. */
export function createClientFactory(kind: ClientKind, stamps: StampFinder): ChatClientFactory {
  return kind === 'lean' ? new LeanClientFactory(stamps) : new SocketIoClientFactory(stamps)
}
