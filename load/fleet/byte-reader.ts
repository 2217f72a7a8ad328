/** Reads what a `ByteWriter` has written. Throws a `RangeError` where the bytes end within a number. */
export class ByteReader {
  at: number
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes
    this.at = at
  }

  get done(): boolean {
    return this.at >= this.#bytes.length
  }

  read(): number {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.at++]
      if (byte === undefined || scale > 2 ** 49) throw new RangeError('the packed numbers end within a number')
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }

  readSigned(): number {
    const value = this.read()
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2
  }
}
