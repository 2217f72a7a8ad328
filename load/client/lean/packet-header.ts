import type { Namespace } from './namespace.ts'
import { socketTypes } from './packet-types.ts'

const slash = 0x2f
const comma = 0x2c
const dash = 0x2d
const zero = 0x30
const nine = 0x39

/** Stands for a packet without ack id. */
export const noAckId = -1

/**
 * The header of a received Socket.IO packet: `<type>[<n>-][<namespace>,][<ackId>]`, then JSON up to the packet's end
 * (Socket.IO protocol v5, "Packet encoding"). One object is read into again and again, so that reading allocates nothing.
 */
export class PacketHeader {
  type = 0
  attachments = 0
  /** Whether the packet belongs to the namespace that was asked for. */
  ours = false
  ackId = noAckId
  /** Where the JSON begins; the end of the packet if there is none. */
  dataStart = 0

  /** Reads the header in `bytes[start, end)`. Answers what is wrong with it, if anything. */
  read(bytes: Uint8Array, start: number, end: number, namespace: Namespace): string | undefined {
    this.type = start < end ? (bytes[start] ?? 0) : 0
    this.attachments = 0
    if (this.type < socketTypes.connect || this.type > socketTypes.binaryAck) return 'an unknown Socket.IO packet type'
    let at = start + 1
    if (this.type === socketTypes.binaryEvent || this.type === socketTypes.binaryAck) {
      const afterCount = skipDigits(bytes, at, end)
      this.attachments = numberIn(bytes, at, afterCount)
      if (afterCount === at || afterCount === end || bytes[afterCount] !== dash || this.attachments === 0) {
        return 'a binary packet without a count of attachments'
      }
      at = afterCount + 1
    }
    const afterNamespace = skipNamespace(bytes, at, end)
    this.ours = isPrefix(bytes, at, afterNamespace, namespace.prefix)
    const afterId = skipDigits(bytes, afterNamespace, end)
    this.ackId = afterId === afterNamespace ? noAckId : numberIn(bytes, afterNamespace, afterId)
    this.dataStart = afterId
    return undefined
  }
}

/** Whether `bytes[start, end)` is an EVENT packet of the namespace; tells without reading the rest of its header. */
export function isEventOf(namespace: Namespace, bytes: Uint8Array, start: number, end: number): boolean {
  const prefix = namespace.prefix
  if (end - start <= prefix.length || bytes[start] !== socketTypes.event) return false
  for (let i = 0; i < prefix.length; i++) if (bytes[start + 1 + i] !== prefix[i]) return false
  return prefix.length > 0 || bytes[start + 1] !== slash
}

function skipNamespace(bytes: Uint8Array, at: number, end: number): number {
  if (at === end || bytes[at] !== slash) return at
  for (let i = at; i < end; i++) if (bytes[i] === comma) return i + 1
  return end
}

/** Whether the range is the prefix; a packet that ends with its namespace may lack the comma. */
function isPrefix(bytes: Uint8Array, start: number, end: number, prefix: Uint8Array): boolean {
  const length = end - start
  if (length !== prefix.length && (length === 0 || length !== prefix.length - 1)) return false
  for (let i = 0; i < length; i++) if (bytes[start + i] !== prefix[i]) return false
  return true
}

function skipDigits(bytes: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end && (bytes[i] ?? 0) >= zero && (bytes[i] ?? 0) <= nine) i++
  return i
}

function numberIn(bytes: Uint8Array, start: number, end: number): number {
  let value = 0
  for (let i = start; i < end; i++) value = value * 10 + (bytes[i] ?? zero) - zero
  return value
}
