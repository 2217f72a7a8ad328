import { monotonicClock } from '../../clock.ts'
import type { StampListener } from '../chat-client.ts'
import { handOn } from './hand-on.ts'
import type { LeanShared } from './lean-shared.ts'
import type { EventSink, MessageReader, PacketOwner } from './message-reader.ts'
import { isArrayAt } from './msgpack-header.ts'
import type { MsgpackNamespace } from './msgpack-namespace.ts'
import { decodeValue } from './msgpack-value.ts'
import { isDataOf } from './packet-data.ts'
import { socketTypes } from './packet-types.ts'

/**
 * Reads packets that socket.io-msgpack-parser has written: each is one binary message, its binary data in it. An event is
 * decoded only if somebody listens to events; its stamp is searched for in its bytes, where strings are as they are.
 */
export class MsgpackReader implements MessageReader {
  received = 0
  onStamp: StampListener | undefined
  onEvent: EventSink | undefined
  readonly isAssembling = false
  readonly #namespace: MsgpackNamespace
  readonly #shared: LeanShared
  readonly #owner: PacketOwner

  constructor(shared: LeanShared, namespace: MsgpackNamespace, owner: PacketOwner) {
    this.#shared = shared
    this.#namespace = namespace
    this.#owner = owner
    this.onStamp = undefined
    this.onEvent = undefined
  }

  isOurs(bytes: Buffer, start: number, end: number): boolean {
    const { msgpackHeader: header } = this.#shared
    return header.read(bytes, start, end, this.#namespace.nameBytes) === undefined && header.ours
  }

  readText(): void {
    this.#owner.onBadPacket('protocol', 'a text packet, and none of socket.io-msgpack-parser')
  }

  readBinary(bytes: Buffer, start: number, end: number): void {
    const { msgpackHeader: header } = this.#shared
    const fault = header.read(bytes, start, end, this.#namespace.nameBytes)
    if (fault !== undefined) return this.#owner.onBadPacket('protocol', fault)
    if (header.type !== socketTypes.event || !isArrayAt(bytes, header.dataStart)) return this.#readPacket(bytes)
    if (!header.ours) return
    const { stamps } = this.#shared
    if (this.onStamp !== undefined && stamps.find(bytes, header.dataStart, header.dataEnd)) {
      this.onStamp(stamps.sender, stamps.sequence, stamps.dueMicros, monotonicClock.now())
    }
    if (this.onEvent === undefined) this.received++
    else this.#readPacket(bytes)
  }

  /** Decodes the packet whose header has been read. */
  #readPacket(bytes: Buffer): void {
    const { type, ours, ackId, dataStart } = this.#shared.msgpackHeader
    let data: unknown
    try {
      data = dataStart === -1 ? undefined : decodeValue(bytes, dataStart)
    } catch {
      return this.#owner.onBadPacket('protocol', 'a packet with a key that is no name')
    }
    if (!isDataOf(type, data)) return this.#owner.onBadPacket('protocol', 'a packet whose data does not fit its type')
    if (ours) handOn(this, this.#owner, type, ackId, data)
  }
}
