import type { ChatNamespace } from '../chat/chat.events.ts'
import { isChatRoom } from '../chat/room-names.ts'

/** What a walk over all sockets and rooms found. */
export interface SocketSample {
  /** Sockets by Engine.IO transport. */
  readonly transports: Readonly<Record<string, number>>
  /** Packets that wait for slow clients, over all sockets and in the longest queue. */
  readonly queuedPackets: number
  readonly longestQueue: number
  readonly rooms: number
  readonly largestRoom: number
}

/** Walks all sockets and rooms once: well under a millisecond per thousand, and only when somebody asks. */
export function sampleSockets(namespace: ChatNamespace): SocketSample {
  const transports: Record<string, number> = { polling: 0, websocket: 0 }
  let queuedPackets = 0
  let longestQueue = 0
  for (const { conn } of namespace.sockets.values()) {
    const { name } = conn.transport
    transports[name] = (transports[name] ?? 0) + 1
    const queue = (conn as unknown as { readonly writeBuffer: readonly unknown[] }).writeBuffer.length
    queuedPackets += queue
    if (queue > longestQueue) longestQueue = queue
  }
  let rooms = 0
  let largestRoom = 0
  for (const [room, members] of namespace.adapter.rooms) {
    if (!isChatRoom(room)) continue
    rooms++
    if (members.size > largestRoom) largestRoom = members.size
  }
  return { transports, queuedPackets, longestQueue, rooms, largestRoom }
}

/** Event listeners on the objects that outlive a connection: a number that grows with churn is a leak. */
export function countListeners(namespace: ChatNamespace): number {
  const { server, adapter } = namespace
  const emitters: readonly NodeJS.EventEmitter[] = [
    process,
    server.httpServer as NodeJS.EventEmitter,
    server.engine,
    server.sockets,
    namespace,
    adapter,
  ]
  let listeners = 0
  for (const emitter of emitters) for (const name of emitter.eventNames()) listeners += emitter.listenerCount(name)
  return listeners
}
