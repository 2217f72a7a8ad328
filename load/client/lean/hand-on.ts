import type { MessageReader, PacketOwner } from './message-reader.ts'
import { messageOf } from './packet-data.ts'
import { noAckId } from './packet-header.ts'
import { socketTypes } from './packet-types.ts'

/** Tells the owner of a reader what a packet of its namespace says, its data decoded and fit for its type. */
export function handOn(reader: MessageReader, owner: PacketOwner, type: number, ackId: number, data: unknown): void {
  switch (type) {
    case socketTypes.connect:
      return owner.onConnected()
    case socketTypes.disconnect:
      return owner.onDisconnected()
    case socketTypes.connectError:
      return owner.onRefused(messageOf(data))
    case socketTypes.ack:
    case socketTypes.binaryAck:
      return ackId === noAckId ? undefined : owner.onAck(ackId, data as unknown[])
    default: {
      reader.received++
      const [event, ...args] = data as [unknown, ...unknown[]]
      reader.onEvent?.(String(event), args)
    }
  }
}
