import { headBytesOf, lengthAt } from './msgpack-skip.ts'

const undefinedOrBuffer = 0

/**
 * Decodes one value of MessagePack as socket.io-msgpack-parser does, its extensions for `undefined`, dates and buffers
 * included. Only for a value that `skipValue` has found whole. Throws a `TypeError` for a key that cannot be a property's.
 */
export function decodeValue(bytes: Buffer, at: number): unknown {
  return new ValueReader(bytes, at).next()
}

class ValueReader {
  readonly #bytes: Buffer
  #at: number

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes
    this.#at = at
  }

  next(): unknown {
    const bytes = this.#bytes
    const type = bytes[this.#at] ?? 0
    if (type < 0x80) return this.#skip(1, type)
    if (type >= 0xe0) return this.#skip(1, type - 0x100)
    const length = lengthAt(bytes, this.#at)
    const at = (this.#at += headBytesOf(type))
    if (type < 0x90 || type >= 0xde) return this.#map(length)
    if (type < 0xa0 || type >= 0xdc) return Array.from({ length }, () => this.next())
    if (type < 0xc0 || type >= 0xd9) return this.#skip(length, bytes.toString('utf8', at, at + length))
    switch (type) {
      case 0xc2:
      case 0xc3:
        return type === 0xc3
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return this.#skip(length, Buffer.from(bytes.subarray(at, at + length)))
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.#extension(length)
      case 0xca:
        return this.#skip(4, bytes.readFloatBE(at))
      case 0xcb:
        return this.#skip(8, bytes.readDoubleBE(at))
      case 0xcf:
        return this.#skip(8, bytes.readUInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4))
      case 0xd3:
        return this.#skip(8, bytes.readInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4))
      default:
        if (type >= 0xd4) return this.#extension(2 ** (type - 0xd4), true)
        if (type >= 0xd0) return this.#skip(2 ** (type - 0xd0), bytes.readIntBE(at, 2 ** (type - 0xd0)))
        if (type >= 0xcc) return this.#skip(2 ** (type - 0xcc), bytes.readUIntBE(at, 2 ** (type - 0xcc)))
        return null
    }
  }

  #map(length: number): Record<string, unknown> {
    return Object.fromEntries(Array.from({ length }, () => [String(this.next()), this.next()]))
  }

  /** Extension 0 is the parser's own; any other is its type and its bytes. */
  #extension(length: number, isFixed = false): unknown {
    const start = this.#at + 1
    const type = this.#bytes.readInt8(this.#at)
    const bytes = Buffer.from(this.#bytes.subarray(start, start + length))
    this.#at = start + length
    if (type !== undefinedOrBuffer) return [type, bytes]
    if (!isFixed) return new Uint8Array(bytes).buffer
    if (length === 1) return undefined
    return length === 8 ? new Date(bytes.readInt32BE(0) * 2 ** 32 + bytes.readUInt32BE(4)) : [type, bytes]
  }

  #skip<Value>(length: number, value: Value): Value {
    this.#at += length
    return value
  }
}
