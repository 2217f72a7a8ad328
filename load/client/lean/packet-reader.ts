import { monotonicClock } from '../../clock.ts'
import type { StampListener } from '../chat-client.ts'
import { decodeBinary } from './binary-packet.ts'
import { handOn } from './hand-on.ts'
import { parseJson } from './json.ts'
import type { LeanShared } from './lean-shared.ts'
import type { EventSink, MessageReader, PacketOwner } from './message-reader.ts'
import type { Namespace } from './namespace.ts'
import { isDataOf } from './packet-data.ts'
import { isEventOf } from './packet-header.ts'
import { socketTypes } from './packet-types.ts'

interface Assembly {
  readonly type: number
  readonly ackId: number
  readonly ours: boolean
  readonly data: unknown
  readonly expected: number
  readonly attachments: Buffer[]
  bytes: number
}

/**
 * Reads Socket.IO packets out of Engine.IO messages. An event is searched for a stamp and parsed only if somebody
 * listens to events; everything else is parsed.
 */
export class PacketReader implements MessageReader {
  readonly namespace: Namespace
  /** Events received, binary ones once they are whole. */
  received = 0
  onStamp: StampListener | undefined
  onEvent: EventSink | undefined
  readonly #shared: LeanShared
  readonly #owner: PacketOwner
  readonly #maxBytes: number
  #assembly: Assembly | undefined

  /** `maxBytes` bounds the attachments of one packet together. */
  constructor(shared: LeanShared, namespace: Namespace, maxBytes: number, owner: PacketOwner) {
    this.#shared = shared
    this.namespace = namespace
    this.#maxBytes = maxBytes
    this.#owner = owner
    this.onStamp = undefined
    this.onEvent = undefined
    this.#assembly = undefined
  }

  /** Whether attachments are still to come of a packet. */
  get isAssembling(): boolean {
    return this.#assembly !== undefined
  }

  isOurs(bytes: Buffer, start: number, end: number): boolean {
    if (isEventOf(this.namespace, bytes, start, end)) return true
    const { header } = this.#shared
    return header.read(bytes, start, end, this.namespace) === undefined && header.ours
  }

  readText(bytes: Buffer, start: number, end: number): void {
    if (this.#assembly !== undefined) {
      this.#owner.onBadPacket('protocol', 'a text packet among the attachments of another')
    } else if (this.onEvent === undefined && isEventOf(this.namespace, bytes, start, end)) {
      this.received++
      this.#findStamp(bytes, start, end)
    } else {
      this.#readPacket(bytes, start, end)
    }
  }

  /** A binary message is an attachment of the binary packet before it. */
  readBinary(bytes: Buffer, start: number, end: number): void {
    const assembly = this.#assembly
    if (assembly === undefined) {
      return this.#owner.onBadPacket('protocol', 'an attachment without a packet that announced it')
    }
    assembly.bytes += end - start
    if (assembly.bytes > this.#maxBytes) {
      return this.#owner.onBadPacket('too-large', `attachments of more than ${this.#maxBytes} bytes`)
    }
    if (assembly.ours && assembly.type === socketTypes.binaryEvent) this.#findStamp(bytes, start, end)
    assembly.attachments.push(Buffer.from(bytes.subarray(start, end)))
    if (assembly.attachments.length < assembly.expected) return
    this.#assembly = undefined
    this.#finishAssembly(assembly)
  }

  #findStamp(bytes: Buffer, start: number, end: number): void {
    const stamps = this.#shared.stamps
    if (this.onStamp !== undefined && stamps.find(bytes, start, end)) {
      this.onStamp(stamps.sender, stamps.sequence, stamps.dueMicros, monotonicClock.now())
    }
  }

  #readPacket(bytes: Buffer, start: number, end: number): void {
    const header = this.#shared.header
    const fault = header.read(bytes, start, end, this.namespace)
    if (fault !== undefined) return this.#owner.onBadPacket('protocol', fault)
    const { type, ours, ackId, attachments: expected, dataStart } = header
    let data: unknown
    try {
      data = dataStart === end ? undefined : parseJson(bytes, dataStart, end)
    } catch {
      return this.#owner.onBadPacket('protocol', 'a packet that is not JSON in UTF-8')
    }
    if (!isDataOf(type, data)) return this.#owner.onBadPacket('protocol', 'a packet whose data does not fit its type')
    if (ours && (type === socketTypes.event || type === socketTypes.binaryEvent)) this.#findStamp(bytes, start, end)
    if (expected > 0) this.#assembly = { type, ackId, ours, data, expected, attachments: [], bytes: 0 }
    else if (ours) handOn(this, this.#owner, type, ackId, data)
  }

  #finishAssembly({ type, ackId, ours, data, attachments }: Assembly): void {
    if (!ours) return
    let whole: unknown
    try {
      whole = decodeBinary(data, attachments)
    } catch {
      return this.#owner.onBadPacket('protocol', 'a binary packet that refers to an attachment it does not have')
    }
    handOn(this, this.#owner, type, ackId, whole)
  }
}
