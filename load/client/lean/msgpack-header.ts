import { broken, headBytesOf, skipValue } from './msgpack-skip.ts'
import { noAckId } from './packet-header.ts'
import { socketTypes } from './packet-types.ts'

const keys = { type: Buffer.from('type'), nsp: Buffer.from('nsp'), data: Buffer.from('data'), id: Buffer.from('id') }
const noInteger = -1

/**
 * What a packet of socket.io-msgpack-parser says beside its data: a map of `type`, `nsp`, `data` and `id`, in any order,
 * with further keys that mean nothing here. One object is read into again and again, so that reading allocates nothing.
 */
export class MsgpackHeader {
  /** As in `socketTypes`: that parser writes the numbers that the text protocol writes as digits. */
  type = 0
  /** Whether the packet belongs to the namespace that was asked for. */
  ours = false
  ackId = noAckId
  /** The range of the data; both are -1 if there is none. */
  dataStart = -1
  dataEnd = -1

  /**
   * Reads the packet in `bytes[start, end)`; `namespace` is the name that was asked for. Answers what is wrong with the
   * packet, if anything. Nothing in it can then run over its end.
   */
  read(bytes: Uint8Array, start: number, end: number, namespace: Uint8Array): string | undefined {
    this.type = noInteger
    this.ours = false
    this.ackId = noAckId
    this.dataStart = this.dataEnd = -1
    if (!isMap(start < end ? bytes[start] : undefined)) return 'a binary packet that is no map of MessagePack'
    if (skipValue(bytes, start, end) !== end) return 'a packet that is not MessagePack, or nests too deeply'
    return this.#readEntries(bytes, start + headBytesOf(bytes[start] ?? 0), end, namespace)
  }

  #readEntries(bytes: Uint8Array, start: number, end: number, namespace: Uint8Array): string | undefined {
    let hasNamespace = false
    for (let at = start; at < end;) {
      const value = skipValue(bytes, at, end)
      const next = skipValue(bytes, value, end)
      if (isText(bytes, at, value, keys.type)) {
        this.type = integerAt(bytes, value)
      } else if (isText(bytes, at, value, keys.nsp)) {
        hasNamespace = isString(bytes[value])
        this.ours = isText(bytes, value, next, namespace)
      } else if (isText(bytes, at, value, keys.data)) {
        this.dataStart = isNothing(bytes, value) ? -1 : value
        this.dataEnd = isNothing(bytes, value) ? -1 : next
      } else if (isText(bytes, at, value, keys.id) && !isNothing(bytes, value)) {
        this.ackId = integerAt(bytes, value)
        if (this.ackId === noInteger) return 'a packet whose id is no number'
      }
      at = next
    }
    if (this.type === noInteger || this.type > 4) return 'an unknown Socket.IO packet type'
    this.type += socketTypes.connect
    return hasNamespace ? undefined : 'a packet without a namespace'
  }
}

/** Whether the value in the range is an array. */
export function isArrayAt(bytes: Uint8Array, at: number): boolean {
  const type = at === broken ? 0 : (bytes[at] ?? 0)
  return (type >= 0x90 && type < 0xa0) || type === 0xdc || type === 0xdd
}

function isMap(type: number | undefined): boolean {
  return type !== undefined && ((type >= 0x80 && type < 0x90) || type === 0xde || type === 0xdf)
}

function isString(type: number | undefined): boolean {
  return type !== undefined && ((type >= 0xa0 && type < 0xc0) || (type >= 0xd9 && type <= 0xdb))
}

/** Nil, or what socket.io-msgpack-parser writes for `undefined`: extension 0 of one byte. */
function isNothing(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xc0 || (bytes[at] === 0xd4 && bytes[at + 1] === 0)
}

function isText(bytes: Uint8Array, at: number, end: number, text: Uint8Array): boolean {
  const type = bytes[at] ?? 0
  const start = at + headBytesOf(type)
  if (!isString(type) || end - start !== text.length) return false
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text[i]) return false
  return true
}

/** The integer at `at`, which is not negative; `noInteger` if there is none. */
function integerAt(bytes: Uint8Array, at: number): number {
  const type = bytes[at] ?? 0
  if (type < 0x80) return type
  if (type < 0xcc || type > 0xcf) return noInteger
  let value = 0
  for (let i = at + 1; i <= at + 2 ** (type - 0xcc); i++) value = value * 256 + (bytes[i] ?? 0)
  return value
}
