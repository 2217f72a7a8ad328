import type { Base64Buffer } from './base64-buffer.ts'
import type { LinkOwner, Message } from './link.ts'

const separator = 0x1e
const binaryMark = 0x62

/**
 * Joins messages into the body of a POST: packets between record separators U+001E, a binary message as `b` and base64
 * (Engine.IO protocol v4, "HTTP long-polling").
 */
export function encodePayload(messages: readonly Message[]): string {
  return messages.map(encodeMessage).join('\x1e')
}

/** How many of the messages fit into one body of `maxBytes`; at least one, since a message cannot be divided. */
export function countFitting(messages: readonly Message[], maxBytes: number): number {
  let bytes = 0
  for (const [index, message] of messages.entries()) {
    bytes += Buffer.byteLength(encodeMessage(message)) + (index === 0 ? 0 : 1)
    if (bytes > maxBytes && index > 0) return index
  }
  return messages.length
}

function encodeMessage(message: Message): string {
  if (typeof message === 'string') return message
  return `b${Buffer.from(message.buffer, message.byteOffset, message.byteLength).toString('base64')}`
}

/** Hands on the packets in the body of an answer, in order, while `wanted` says so; binary ones out of `base64`. */
export function readPayload(
  body: Buffer,
  base64: Base64Buffer,
  owner: Pick<LinkOwner, 'onPacket' | 'onBinaryMessage'>,
  wanted: () => boolean,
): void {
  let start = 0
  while (start <= body.length && wanted()) {
    const found = body.indexOf(separator, start)
    const end = found === -1 ? body.length : found
    if (body[start] === binaryMark && start < end) {
      const size = base64.decode(body, start + 1, end)
      owner.onBinaryMessage(base64.bytes, 0, size)
    } else {
      owner.onPacket(body, start, end)
    }
    start = end + 1
  }
}
